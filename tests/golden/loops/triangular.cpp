// The inner bounds depend on the outer variable: forward substitution.
// derivatives: solve_lower(l[n * n], b[n] -> x[n])
void solve_lower(const double* l, const double* b, double* x, int n) {
  for (int i = 0; i < n; ++i) {
    double sum = b[i];
    for (int j = 0; j < i; ++j) sum -= l[i * n + j] * x[j];
    x[i] = sum / l[i * n + i];
  }
}
