// The function overwrites its arguments: so does the product its directions.
// backsweep: --gradient 'flow(u[n], c)' --hvp 'flow(u[n], c)'
double flow(double* u, int n, double c) {
  for (int t = 0; t < 3; ++t) {
    for (int i = 0; i + 1 < n; ++i) u[i] += c * u[i] * u[i + 1];
    c *= u[0];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}
