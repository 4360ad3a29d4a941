// Pointer arithmetic: offsets, differences, comparison, negative subscripts.
// derivatives: arithmetic(x[n] -> y[n])
void arithmetic(const double* x, double* y, int n) {
  const double* middle = x + n / 2;
  const double* last = x + (n - 1);
  for (int i = 0; i < n; ++i) *(y + i) = middle[-(n / 2) + i] * *(last - i);
  if (last - x > 2) y[last - middle] += *middle * x[0];
}
