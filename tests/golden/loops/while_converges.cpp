// A loop that ends when an active value has converged.
// derivatives: square_root(a)
#include <cmath>

double square_root(double a) {
  double x = a;
  double change = 1;
  while (std::fabs(change) > 1e-14) {
    change = (a / x - x) / 2;
    x += change;
  }
  return x;
}
