// Loops that need not run at all.
// derivatives: guarded(x, y)
double guarded(double x, double y, int n) {
  double value = x * y;
  for (int i = 0; i < n; ++i) value = value * x;
  int i = n;
  while (i > 2) {
    value = value * y;
    --i;
  }
  return value;
}
