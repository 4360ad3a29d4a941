#include "unseen_calls.expected.hpp"

#include "check_derivatives.h"

int rounds_of(const char* what) { return what[0] == 's' ? 3 : 2; }
double now() { return 1.5; }
void tell(int, double) {}

int main() {
  for (const std::size_t n : {std::size_t{1}, std::size_t{4}}) {
    CHECK_DERIVATIVES(settle, inout(sample(n)), fixed(static_cast<int>(n)));
    CHECK_DERIVATIVES(scaled, in(sample(n).values));
  }
  return check::report();
}
