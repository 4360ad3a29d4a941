// break out of a counted loop on an active condition.
// derivatives: until_large(x[n])
double until_large(const double* x, int n) {
  double product = 1;
  for (int i = 0; i < n; ++i) {
    product *= 1 + x[i];
    if (product > 20) break;
    product += 0.1;
  }
  return product;
}
