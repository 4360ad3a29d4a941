// An allocation in every iteration.
// derivatives: layered(x[n])
double layered(const double* x, int n) {
  double value = 1;
  for (int layer = 1; layer <= 3; ++layer) {
    double* t = new double[static_cast<unsigned>(n)];
    for (int i = 0; i < n; ++i) t[i] = value * x[i] / layer;
    value = t[0] * t[n - 1] + t[layer % n];
    delete[] t;
  }
  return value;
}
