// Sizes that the function changes: remarks name what they were when it began.
// backsweep: --adjoint 'shrunk(a[*n * m])' --adjoint 'rows(r[n][m])'
void shrunk(double* a, int* n, int m) {
  for (int i = 0; i < m; ++i) a[i] *= a[i];
  *n -= 1;
}

void rows(double** r, int& n, int m) {
  for (int i = 0; i < m; ++i) r[0][i] *= r[0][i];
  --n;
}
