/* Loops whose bounds depend on other loops: their trips are sums. */
/* backsweep: --adjoint 'solve(l, b -> b)' */

void solve(const double* l, double* b, int n) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j) b[i] = b[i] - l[i * n + j] * b[j] * b[i];
    b[i] = b[i] / l[i * n + i];
  }
}
