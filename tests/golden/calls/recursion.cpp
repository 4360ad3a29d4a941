// A function that calls itself.
// derivatives: recursive_sum(x[n])
double recursive_sum(const double* x, int n) {
  if (n == 0) return 1;
  if (n == 1) return x[0] * x[0];
  const int half = n / 2;
  return recursive_sum(x, half) * recursive_sum(x + half, n - half) + x[0];
}
