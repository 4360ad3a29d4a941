// Helpers that throw with a text of the active value: no sweep comes back from there.
// backsweep: --inline-limit=0
// derivatives: checked(x[n])
// derivatives: scaled_in_place(x[n])
#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

double logarithm(double x, double factor) {
  if (x <= 0) {
    std::ostringstream text;
    text << "no logarithm of " << x;
    throw std::runtime_error(text.str());
  }
  return std::log(x) * factor;
}

void scale(double factor, double& value) {
  if (factor <= 0) {
    std::string text = "not positive: ";
    text += std::to_string(factor);
    std::domain_error error(text);
    throw error;
  }
  value *= factor;
}

}  // namespace

double checked(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += logarithm(x[i], x[0]);
  return sum;
}

double scaled_in_place(const double* x, int n) {
  double value = 1;
  for (int i = 0; i < n; ++i) scale(x[i] * x[0], value);
  return value;
}
