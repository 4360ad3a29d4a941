#include "checked_promises.expected.hpp"

#include <string>
#include <vector>

#include "check_derivatives.h"

int main() {
  const int once[] = {2, 0, 1};
  CHECK_DERIVATIVES(moved, in(sample(3)), inout(sample(3)), fixed(static_cast<const int*>(once)), fixed(3));

#ifndef CHECK_VALUES
  // The second and the third iteration meet.
  const int twice[] = {0, 1, 1};
  std::vector<double> x(3, 1.0), y(3, 1.0), x_bar(3), y_bar(3);
  std::string told;
  try {
    moved_adjoint(x.data(), y.data(), twice, 3, x_bar.data(), y_bar.data());
  } catch (const backsweep::BrokenPromise& broken) {
    told = broken.what();
  }
  const bool names_both = told.find("checked_promises.cpp:9: BACKSWEEP_INDEPENDENT does not hold: iteration 2") == 0 &&
                          told.find("which iteration 1 ") != std::string::npos;
  check::expect(names_both, "the broken promise is told");
#endif
  return check::report();
}
