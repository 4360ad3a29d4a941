#include "made_by_constructors.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
int main() {
  check::Pairing<3> pairing;
  auto x = check::sample(7);
  const int n = 7;
  auto x_dot = pairing.directions(7);
  auto curves_dot = pairing.zeros(1), heap_dot = pairing.zeros(1);
  const double value = curves_tangent(x.argument(), n, x_dot.data(), curves_dot[0]);
  check::expect(value == curves(x.argument(), n), "the value");
  on_the_heap_tangent(x.argument(), n, x_dot.data(), heap_dot[0]);
  auto seeds = pairing.directions(2);
  auto x_bar = pairing.zeros(7), heap_x_bar = pairing.zeros(7);
  curves_adjoint(x.argument(), n, x_bar.data(), seeds[0]);
  on_the_heap_adjoint(x.argument(), n, heap_x_bar.data(), seeds[1]);
  pairing.expect_equal({{{seeds[0]}, curves_dot}}, {{x_bar, x_dot}});
  pairing.expect_equal({{{seeds[1]}, heap_dot}}, {{heap_x_bar, x_dot}});
  return check::report();
}
#endif
