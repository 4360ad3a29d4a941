// break leaves the inner loop only.
// derivatives: rows(x[n * n])
double rows(const double* x, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i) {
    double row = 1;
    for (int j = 0; j < n; ++j) {
      row = row * x[i * n + j] + 0.2;
      if (j == i) break;
    }
    total += row * row;
  }
  return total;
}
