// A function without a result: what it writes through its parameters is dependent.
// derivatives: spread(x)
void spread(double x, int n, double* y) {
  for (int i = 0; i < n; ++i) y[i] = x * (i + 1) * x;
}
