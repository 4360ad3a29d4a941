// Several helpers over one state, as in grown code: globals, structs, early returns and loops together.
// derivatives: simulate(params[3], x0[2] -> cost)
#include <cmath>

namespace {
struct State {
  double position[2];
  double energy;
};
const int kSteps = 5;

double drag(const double* params, double speed) {
  if (speed < 0.2) return params[0] * speed;
  return params[0] * speed * speed + params[1] * (speed - 0.2);
}

bool step(State& s, const double* params, double dt) {
  const double speed = std::hypot(s.position[0], s.position[1]);
  const double force = drag(params, speed);
  for (double& p : s.position) p -= dt * force * p;
  s.energy += dt * force * speed;
  return s.energy < params[2];
}
}  // namespace

void simulate(const double* params, const double* x0, double& cost) {
  State s{{x0[0], x0[1]}, 0};
  int taken = 0;
  while (taken < kSteps && step(s, params, 0.1)) ++taken;
  cost = s.energy * s.energy + s.position[0] * s.position[1] + 0.01 * taken;
}
