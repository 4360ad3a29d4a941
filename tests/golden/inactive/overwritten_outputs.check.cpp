#include "overwritten_outputs.expected.hpp"

#include "check_derivatives.h"

inline auto members(State& state) { return std::tie(state.position, state.speed); }

int main() {
  CHECK_DERIVATIVES(reset, fixed(2), inout(sample()));
  for (const int n : {2, 5}) CHECK_DERIVATIVES(count_up, fixed(n), in(sample()), inout(sample()));
  CHECK_DERIVATIVES(start_again, inout(State{0.7, 1.3}), fixed(3));
  return check::report();
}
