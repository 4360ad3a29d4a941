// A second counter kept by hand in the body.
// derivatives: packed_trace(a[n * (n + 1) / 2])
double packed_trace(const double* a, int n) {
  double trace = 0;
  int position = 0;
  for (int i = 0; i < n; ++i) {
    trace += a[position] * a[position];
    position += i + 2;
  }
  return trace;
}
