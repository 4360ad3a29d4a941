// A counted loop with a sum.
// derivatives: sum_of_squares(x[n])
double sum_of_squares(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * x[i];
  return sum;
}
