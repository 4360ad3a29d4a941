// A subscript computed from an active value: the lookup is differentiated, the index is not.
// derivatives: interpolate(table[n], x)
double interpolate(const double* table, int n, double x) {
  int i = static_cast<int>(x * (n - 1));
  if (i > n - 2) i = n - 2;
  const double t = x * (n - 1) - i;
  return table[i] * (1 - t) + table[i + 1] * t * t;
}
