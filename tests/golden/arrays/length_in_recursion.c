// An array whose length each call of a recursive function computes.
// derivatives: corrected(x[n])

static void cycle(double* u, const double* f, int n) {
  if (n < 3) {
    u[0] = f[0] / 2;
    return;
  }
  const int m = (n - 1) / 2;
  double coarse[m];
  for (int i = 0; i < m; ++i) coarse[i] = 0.1 * u[2 * i] * f[i];
  cycle(coarse, f, m);
  for (int i = 0; i < m; ++i) u[2 * i + 1] += coarse[i] * coarse[0];
}

double corrected(const double* x, int n) {
  double u[n];
  double f[n];
  for (int i = 0; i < n; ++i) {
    f[i] = x[i] * x[i];
    u[i] = 0.5 * x[i];
  }
  cycle(u, f, n);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}
