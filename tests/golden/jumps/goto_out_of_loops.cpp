// goto out of two loops at once.
// derivatives: find_pair(x[n])
double find_pair(const double* x, int n) {
  double product = 1;
  for (int i = 0; i < n; ++i) {
    for (int j = i + 1; j < n; ++j) {
      product = product * 0.8 + x[i] * x[j];
      if (product > 3) goto found;
    }
  }
  product = product * product;
found:
  return product + x[0];
}
