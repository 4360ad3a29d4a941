// The loop variable is declared before the loop and read behind it.
// derivatives: search(x[n], target)
double search(const double* x, int n, double target) {
  int i;
  double sum = 0;
  for (i = 0; i < n && sum < target; ++i) sum += x[i] * x[i];
  return sum * i + target;
}
