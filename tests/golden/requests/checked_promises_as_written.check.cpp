#include "checked_promises_as_written.expected.hpp"

#include <string>
#include <vector>

#include "check_derivatives.h"

int main() {
  const int own[] = {2, 1, 0};
  CHECK_DERIVATIVES(mirrored, in(sample(3)), inout(sample_vector(3)), fixed(static_cast<const int*>(own)), fixed(3));

#ifndef CHECK_VALUES
  const int other[] = {2, 2, 0};
  std::vector<double> x(3, 1.0), u(3, 1.0), x_bar(3), u_bar(3);
  std::string told;
  try {
    mirrored_adjoint(x.data(), u, other, 3, x_bar.data(), u_bar);
  } catch (const backsweep::BrokenPromise& broken) {
    told = broken.what();
  }
  const bool is_as_written = told.find("reads 'u[index[i]]', which iteration 0 wrote as 'u[n - 1 - i]'") != std::string::npos;
  check::expect(is_as_written, "the broken promise is told as it is written");
#endif
  return check::report();
}
