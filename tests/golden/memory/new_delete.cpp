// new[] and delete[], with and without initialization, and new of a single value.
// derivatives: scratch(x[n] -> y[n])
void scratch(const double* x, double* y, int n) {
  double* t = new double[static_cast<unsigned>(n)];
  double* zero = new double[static_cast<unsigned>(n)]();
  double* one = new double(x[0] * x[1]);
  for (int i = 0; i < n; ++i) t[i] = x[i] * *one;
  for (int i = 0; i < n; ++i) zero[n - 1 - i] += t[i] * t[i];
  for (int i = 0; i < n; ++i) y[i] = zero[i] * t[i];
  delete one;
  delete[] zero;
  delete[] t;
}
