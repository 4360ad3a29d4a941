// A static local array used as scratch space.
// derivatives: scratch(x[n])
double scratch(const double* x, int n) {
  static double t[16];
  for (int i = 0; i < n; ++i) t[i] = x[i] * x[n - 1 - i];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    t[i] *= x[0];
    sum += t[i] * t[0];
  }
  return sum;
}
