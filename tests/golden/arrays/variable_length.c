/* A variable-length array: C99 reads, C++ is emitted. */
/* derivatives: smooth(x[n] -> y[n]) */
void smooth(int n, const double *x, double *y) {
  double t[n];
  for (int i = 0; i < n; ++i) t[i] = x[i] * x[(i + 1) % n];
  for (int i = 0; i < n; ++i) y[i] = t[i] * t[n - 1 - i];
}
