// An inner loop whose number of iterations differs from one outer iteration to the next.
// derivatives: exponential_sum(x[n])
#include <cmath>

double exponential_sum(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double term = 1;
    double series = 0;
    for (int k = 1; std::fabs(term) > 1e-10; ++k) {
      series += term;
      term = term * x[i] / k;
    }
    sum += series * series;
  }
  return sum;
}
