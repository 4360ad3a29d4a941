// Pointers to single variables, to locals, and a pointer that may be null.
// derivatives: solve(a, b, c -> root, slope)
#include <cmath>

void solve(double a, double b, double c, double* root, double* slope) {
  double discriminant = b * b - 4 * a * c;
  double* d = &discriminant;
  *d = std::sqrt(*d);
  *root = (-b + discriminant) / (2 * a);
  if (slope) *slope = 2 * a * *root + b;
}
