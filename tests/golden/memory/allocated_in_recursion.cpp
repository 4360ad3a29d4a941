// Every level of a recursion allocates memory of its own.
// derivatives: nested(x[n])
double nested(const double* x, int n) {
  if (n == 0) return 1;
  double* t = new double[2];
  t[0] = x[n - 1] * x[0];
  t[1] = nested(x, n - 1);
  const double value = t[0] * t[1] + t[0];
  delete[] t;
  return value;
}
