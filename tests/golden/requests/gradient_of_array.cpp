// The gradient with respect to an array whose extent is an expression over the parameters.
// backsweep: --gradient 'energy(x[2 * n], k)'
double energy(const double* x, int n, double k, double rest) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const double dx = x[2 * i + 2] - x[2 * i];
    const double dy = x[2 * i + 3] - x[2 * i + 1];
    sum += 0.5 * k * (dx * dx + dy * dy - rest);
  }
  return sum;
}
