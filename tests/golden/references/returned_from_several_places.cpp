// Functions that return a reference to this or that, or to what they were given, each used on both sides.
// derivatives: chosen_scaled(a, b)
#include <cmath>

double& at(double* values, int i) {
  if (i > 0) {
    return values[i - 1];
  }
  return values[0];
}

double& accumulate(double& sum, double term) {
  sum += std::sin(term);
  return sum;
}

double chosen_scaled(int i, double a, double b) {
  double values[2] = {a * b, b};
  at(values, i) *= a;
  double& chosen = at(values, 2 - i);
  chosen += b * b;
  accumulate(accumulate(values[0], a), values[1]) *= b;
  return values[0] * values[1] * chosen;
}
