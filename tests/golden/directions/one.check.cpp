#include "one.expected.hpp"

#include "check_directions.h"

// The primal alone is checked elsewhere.
#ifdef CHECK_VALUES
int main() {}
#else
int main() {
  check::Pairing<1> pairing;
  auto x = check::sample(5);
  const double mean = check::sample();
  auto x_dot = pairing.directions(5);
  const auto mean_dot = pairing.directions(1);
  auto spread_dot = pairing.zeros(1);
  const double value = spread_tangent(x.argument(), 5, mean, x_dot.data(), mean_dot[0], spread_dot[0]);
  check::expect(value == spread(x.argument(), 5, mean), "the value");
  auto x_bar = pairing.zeros(5), mean_bar = pairing.zeros(1);
  const auto seed = pairing.directions(1);
  spread_adjoint(x.argument(), 5, mean, x_bar.data(), mean_bar[0], seed[0]);
  pairing.expect_equal({{seed, spread_dot}}, {{x_bar, x_dot}, {mean_bar, mean_dot}});
  return check::report();
}
#endif
