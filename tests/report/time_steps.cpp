// Time steps overwrite what their reverse reads: a value per point and step is stored.
// backsweep: --adjoint 'advance(u, k -> u)'

void advance(double* u, int n, int steps, double k) {
  for (int t = 0; t < steps; ++t) {
    for (int i = 1; i < n; ++i) {
      u[i] = u[i] + k * u[i - 1] * u[i];
    }
  }
}
