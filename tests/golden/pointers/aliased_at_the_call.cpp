// The caller passes overlapping arrays: nothing may be assumed of raw pointer parameters.
// derivatives: product(a[n], b[n], c[n] -> a[n], b[n], c[n])
void product(double* a, double* b, double* c, int n) {
  for (int i = 0; i < n; ++i) {
    c[i] = a[i] * b[i];
    b[i] = c[i] + a[i] * a[i];
  }
}
