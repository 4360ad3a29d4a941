// Outputs that get values nothing differentiable flows into: what the caller hands in for them is used up all the same.
// backsweep: --adjoint 'reset(x -> x)' --tangent 'reset(x -> x)' --adjoint 'count_up(x -> y)' --tangent 'count_up(x -> y)'
// backsweep: --adjoint 'start_again(state -> state)' --tangent 'start_again(state -> state)'
#include <cmath>

void reset(int n, double& x) {
  x = 2.0 * n;
  x += std::sin(x);
}

void count_up(int n, double x, double& y) {
  if (n > 3) y = std::floor(x);
}

struct State {
  double position;
  double speed;
};

void start_again(State& state, int n) {
  state.position = state.position * n;
  state.position = 0.5 * n;
  state.speed *= state.speed;
}
