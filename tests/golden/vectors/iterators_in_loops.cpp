// Iterators and pointers that a loop's header moves, over vectors that live for an iteration, members and parts.
// derivatives: of_local(x[4])
// derivatives: of_member(x[4])
// derivatives: between_pointers(x[4])
// derivatives: left_early(x[4])
// derivatives: grown_meanwhile(x[4])
#include <vector>

namespace {

struct Polynomial {
  std::vector<double> coefficients;
  double operator()(double t) const {
    double sum = 0;
    for (auto it = coefficients.begin(); it != coefficients.end(); ++it) sum = sum * t + *it;
    return sum;
  }
};

}  // namespace

double of_local(const double* x) {
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    std::vector<double> scaled(x, x + 4);
    scaled[0] *= sum;
    for (auto it = scaled.begin(); it != scaled.end(); ++it) sum = sum * 0.5 + *it * *it;
    for (std::vector<double>::const_iterator it = scaled.cbegin() + 1; it < scaled.cend(); it++) sum += *it * it[-1];
  }
  return sum;
}

double of_member(const double* x) {
  double t = x[3];
  for (int i = 0; i < 3; ++i) {
    const Polynomial polynomial{{x[0], x[1] * t}};
    t -= 0.1 * polynomial(t);
  }
  return t;
}

double between_pointers(const double* x) {
  double values[4] = {x[0] * x[1], x[1], x[2] * x[3], x[3]};
  double product = 1;
  for (int k = 0; k < 2; ++k) {
    for (double* p = values + 1; p != values + 4; ++p) *p *= p[-1] + product;
    for (const double* p = values; p < values + 4; ++p) product += *p * 0.1;
  }
  return product;
}

double left_early(const double* x) {
  const std::vector<double> values(x, x + 4);
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    for (auto it = values.begin(); it != values.end(); ++it) {
      if (sum > 10) break;
      sum += *it * x[k] + sum * 0.1;
    }
  }
  return sum;
}

// The end moves: nothing is counted beforehand.
double grown_meanwhile(const double* x) {
  std::vector<double> values;
  values.reserve(8);
  values.push_back(x[0]);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values.size() < 4) values.push_back(values[i] * x[i + 1]);
    sum += values[i] * values[i];
  }
  return sum;
}
