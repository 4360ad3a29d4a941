// A pointer that points to one of two arrays, by a condition and from a local table of pointers.
// derivatives: pick(x[n], y[n])
double pick(const double* x, const double* y, int n) {
  const double* table[2] = {x, y};
  double sum = 1;
  for (int i = 0; i < n; ++i) {
    const double* source = i % 3 == 0 ? x : y;
    sum = sum * source[i] + table[i % 2][n - 1 - i];
  }
  return sum;
}
