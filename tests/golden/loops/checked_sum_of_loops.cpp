// Loops one after the other, the later ones bounded by what the earlier ones counted.
// derivatives: counted_first(x[n])
double counted_first(const double* x, int n) {
  int large = 0;
  for (int i = 0; i < n; ++i) {
    if (x[i] > 1) ++large;
  }
  double value = 1;
  for (int i = 0; i < large; ++i) value = value * x[i] + x[n - 1];
  for (int i = large; i < n; ++i) value += x[i] / value;
  return value;
}
