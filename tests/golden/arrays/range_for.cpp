// Range-based for over built-in arrays, by value, by reference, and over braces.
// derivatives: ranged(x, y)
#include <initializer_list>

double ranged(double x, double y) {
  double values[] = {x, y, x * y};
  for (double& value : values) value *= x;
  double sum = 0;
  for (const double value : values) sum += value * value;
  for (const double factor : {0.5, 2.5}) sum = sum * factor + y;
  return sum;
}
