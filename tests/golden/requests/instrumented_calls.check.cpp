#include "instrumented_calls.expected.hpp"

#include <sstream>

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(relax, inout(sample(7)), fixed(7), in(sample()), fixed(3));

#if !defined(CHECK_VALUES) && !defined(CHECK_DIRECTIONS)
  backsweep::CallProfile::local().clear();
  check::Buffer<double> u = check::sample(7);
  std::vector<double> u_bar(7, 0.0);
  double k_bar = 0;
  relax_adjoint(u.argument(), 7, 0.1, 3, u_bar.data(), k_bar, 1.0);
  std::ostringstream text;
  backsweep::CallProfile::local().write(text);
  const auto holds = [&](const char* part) { return text.str().find(part) != std::string::npos; };
  check::expect(holds("\"callee\": \"cycle\", \"can_be_joint\": true, \"calls\": 3, \"calls_each\": 3"), "both cycles are there");
  check::expect(holds("\"callee\": \"smooth\", \"can_be_joint\": true, \"calls\": 6, \"calls_each\": 2"), "so is what they call");
  check::expect(holds("\"calls_before\": [2, 2]"), "and what was there in front of the last");
#endif
  return check::report();
}
