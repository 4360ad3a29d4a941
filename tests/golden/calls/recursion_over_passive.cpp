// A recursion that reads objects without derivatives: its derivative gets zeros in their shape.
// derivatives: spline_value(x[n])
// derivatives: spline_of_caller(x[n])
// derivatives: over_vector(x[n])
// derivatives: over_copy(x[n])
// derivatives: over_rows(x[n])
#include <cstddef>
#include <vector>

struct Spline {
  std::vector<double> knots;
  double basis(std::size_t i, std::size_t degree, double x) const {
    if (degree == 0) return knots[i] <= x && x < knots[i + 1] ? 1.0 : 0.0;
    const double rising = (x - knots[i]) / (knots[i + degree] - knots[i]);
    const double falling = (knots[i + degree + 1] - x) / (knots[i + degree + 1] - knots[i + 1]);
    return rising * basis(i, degree - 1, x) + falling * basis(i + 1, degree - 1, x);
  }
};

// Once the object has been read, its vector gets another size.
double spline_value(const double* x, int n) {
  Spline spline;
  spline.knots = {-1, 0, 0.5, 1.5, 2, 3};
  const double value = spline.basis(1, 2, x[1]) * x[n - 1];
  spline.knots.clear();
  return value;
}

// The object is the caller's, and not listed.
double spline_of_caller(const double* x, int n, const Spline& spline) {
  return spline.basis(1, 2, x[0]) + x[n - 1];
}

inline double nested(const std::vector<double>& coefficients, std::size_t i, double x) {
  if (i == 3) return coefficients[i];
  return coefficients[i] + x * nested(coefficients, i + 1, x);
}

double over_vector(const double* x, int n) {
  const std::vector<double> coefficients = {1, -0.5, 0.25, 2};
  return x[n - 1] * nested(coefficients, 0, x[0]);
}

double over_copy(const double* x, int n, std::vector<double> coefficients) {
  return x[n - 1] * nested(coefficients, 0, x[0]);
}

double over_rows(const double* x, int n) {
  const std::vector<std::vector<double>> rows(2, std::vector<double>(4, 0.5));
  return x[0] * nested(rows[static_cast<std::size_t>(n % 2)], 0, x[n - 1]);
}
