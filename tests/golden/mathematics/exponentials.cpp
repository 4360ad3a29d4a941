// exp, exp2, exp10, expm1 and the logarithms.
// derivatives: exponentials(x)
#include <cmath>

double exponentials(double x) {
  const double growth = std::exp(x) * std::exp2(-x) + std::expm1(x * x) * exp10(x / 4);
  return growth * std::log(x) + std::log2(growth) * std::log10(x) - std::log1p(x);
}
