// throw on bad arguments: the derivatives throw for the same arguments.
// derivatives: checked_log(x)
#include <cmath>
#include <stdexcept>

double checked_log(double x, int order) {
  if (x <= 0) throw std::domain_error("x must be positive");
  if (order < 1) throw std::invalid_argument("order");
  double y = x;
  for (int i = 0; i < order; ++i) y = std::log(1 + y * x);
  return y;
}
