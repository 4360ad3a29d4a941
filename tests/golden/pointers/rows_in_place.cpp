// Matrices as row pointers that the function overwrites: on return they hold what the function left there.
// derivatives: eliminate(a[n][n], b[n] -> a[n][n], b[n])

/// Gaussian elimination without pivoting.
void eliminate(double** a, double* b, int n) {
  for (int k = 0; k < n; ++k) {
    for (int i = k + 1; i < n; ++i) {
      a[i][k] /= a[k][k];
      for (int j = k + 1; j < n; ++j) a[i][j] -= a[i][k] * a[k][j];
      b[i] -= a[i][k] * b[k];
    }
  }
}
