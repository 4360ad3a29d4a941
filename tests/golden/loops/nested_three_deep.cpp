// Three nested counted loops: a matrix product.
// derivatives: multiply(a[n * m], b[m * k] -> c[n * k])
void multiply(const double* a, const double* b, double* c, int n, int m, int k) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < k; ++j) {
      double sum = 0;
      for (int l = 0; l < m; ++l) sum += a[i * m + l] * b[l * k + j];
      c[i * k + j] = sum;
    }
  }
}
