// A time loop over two local buffers.
// derivatives: diffuse(u[n], k -> u[n])
void diffuse(double* u, int n, int steps, double k) {
  double next[16];
  for (int step = 0; step < steps; ++step) {
    for (int i = 1; i + 1 < n; ++i) next[i] = u[i] + k * (u[i + 1] - 2 * u[i] + u[i - 1]) * u[i];
    for (int i = 1; i + 1 < n; ++i) u[i] = next[i];
  }
}
