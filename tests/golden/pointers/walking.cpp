// *p++ = *q++ until the end.
// derivatives: squares(x[n] -> y[n])
void squares(const double* x, double* y, int n) {
  const double* end = x + n;
  while (x != end) {
    const double value = *x++;
    *y++ = value * value;
  }
}
