// erf, erfc, tgamma, lgamma, beta and the exponential integral.
// derivatives: gammas(x, y)
#include <cmath>

double gammas(double x, double y) {
  return std::erf(x) * std::tgamma(y + 1) + std::erfc(y) * std::lgamma(x * y + 1) + std::beta(x, y) * std::expint(x);
}
