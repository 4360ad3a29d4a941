// Functions with C linkage.
// derivatives: c_entry(x[n])
extern "C" {
static double c_helper(double x) { return x * x * x; }

double c_entry(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += c_helper(x[i]) * x[0];
  return sum;
}
}
