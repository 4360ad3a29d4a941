// continue in a for loop: the step still runs.
// derivatives: skip(x[n])
double skip(const double* x, int n) {
  double value = 1;
  for (int i = 0; i < n; ++i) {
    if (i % 3 == 1) continue;
    value = value * x[i];
    if (value < 1) continue;
    value = value - 0.3 * x[i];
  }
  return value;
}
