// Sums whose terms read the sum: iterations hand its adjoint from one to the one before, although nothing is kept.
// derivatives: growth(x[n], rate)
// derivatives: fed_back(x[n])
// derivatives: guarded(x[n])
// derivatives: by_helper(x[n])
// derivatives: columns(x[n])
#include <vector>

double growth(const double* x, int n, double rate) {
  double balance = 1;
  for (int i = 0; i < n; i++) balance += 0.05 * balance + rate * x[i];
  return balance;
}

double fed_back(const double* x, int n) {
  double t = x[0];
  for (int i = 0; i < n; i++) t += (i >= 2 ? x[i - 2] : x[0]) + t;
  return t;
}

double guarded(const double* x, int n) {
  double t = x[0];
  for (int i = 0; i < n; i++) {
    if (i % 2 == 1) t -= 0.5 * t - x[i];
  }
  return t;
}

static double term(const double* sum, double x) { return 0.25 * sum[0] + x; }

double by_helper(const double* x, int n) {
  double sums[2] = {0, 0};
  for (int i = 0; i < n; i++) sums[0] += term(sums, x[i]);
  return sums[0];
}

double columns(const double* x, int n) {
  std::vector<double> sums(2, 0.5);
  for (int i = 0; i < n; i++) {
    for (std::size_t k = 0; k < 2; k++) sums[k] += x[i] - 0.3 * sums[1 - k];
  }
  return sums[0] + 2 * sums[1];
}
