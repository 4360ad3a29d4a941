#include "linear_time_loop.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {1, 2, 3, 4, 6}) {
    for (const int steps : {0, 1, 2, 3}) {
      const auto cells = static_cast<unsigned>(n * n);
      CHECK_DERIVATIVES(rod, in(sample(static_cast<unsigned>(n))), fixed(n), fixed(steps), fixed(0.1));
      CHECK_DERIVATIVES(plate, in(sample(cells)), fixed(n), fixed(steps), fixed(0.1));
      CHECK_DERIVATIVES(bent_plate, in(sample(cells)), fixed(n), fixed(steps), fixed(0.1));
    }
  }
  return check::report();
}
