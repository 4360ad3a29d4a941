// A call in a loop that updates an array in place.
// derivatives: simulate(u[n], dt -> u[n])
void step(double* u, int n, double dt) {
  for (int i = 1; i < n; ++i) u[i] -= dt * u[i] * (u[i] - u[i - 1]);
}

void simulate(double* u, int n, int steps, double dt) {
  for (int k = 0; k < steps; ++k) step(u, n, dt);
}
