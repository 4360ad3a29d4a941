// The same array for all three parameters of a callee.
// derivatives: power_of_vector(x[n] -> x[n])
void multiply(const double* a, const double* b, double* c, int n) {
  for (int i = 0; i < n; ++i) c[i] = a[i] * b[i];
}

void power_of_vector(double* x, int n) {
  multiply(x, x, x, n);
  multiply(x, x + 1, x, n - 1);
}
