// Indirect subscripts: gather, scatter, and repeated indices.
// derivatives: scatter(x[n], y[n] -> y[n])
void scatter(const int* index, const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) y[index[i]] += x[i] * y[i];
  for (int i = 0; i < n; ++i) y[i] *= x[index[i]];
}
