// Every sweep begins with the inputs as the caller gave them, although the function overwrites them.
// backsweep: --jacobian 'step(u[n], dt -> u[n])' --jacobian 'count(x[2] -> y[3])' --jacobian 'turn(state[4] -> state[4])'
#include <cmath>

void step(double* u, int n, double dt) {
  for (int i = 1; i < n; ++i) u[i] += dt * u[i] * u[i - 1];
}

void count(const double* x, int& calls, double* y) {
  ++calls;
  y[0] = calls * x[0];
  y[1] = x[0] * x[1];
  y[2] = std::sin(x[1]);
}

void turn(double* state) {
  const double angle = state[2] * state[3];
  const double x = std::cos(angle) * state[0] - std::sin(angle) * state[1];
  state[1] = std::sin(angle) * state[0] + std::cos(angle) * state[1];
  state[0] = x;
}
