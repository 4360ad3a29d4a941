// The bound and the counter are changed inside the body, so the loop is not counted.
// derivatives: shrinking(x[n])
double shrinking(const double* x, int n) {
  double value = 1;
  for (int i = 0; i < n; ++i) {
    value = value * x[i] + 1;
    if (i % 2 == 0) --n;
    if (i == 3) ++i;
  }
  return value;
}
