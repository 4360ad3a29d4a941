// Bounds written with <= and with !=, and unsigned and long counters.
// derivatives: bounds(x[n + 1])
double bounds(const double* x, long n) {
  double sum = 0;
  for (long i = 0; i <= n; ++i) sum += x[i] * x[i];
  for (unsigned i = 0; i != 3U; i++) sum = sum * 0.5 + x[0];
  for (long i = n; i != 0; i--) sum = sum * x[i];
  return sum;
}
