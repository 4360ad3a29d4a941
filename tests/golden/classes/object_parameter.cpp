// An object with private data as independent, through its public accessors.
// derivatives: value(poly, x)
#include <cstddef>
#include <utility>
#include <vector>

class Polynomial {
 public:
  explicit Polynomial(std::vector<double> coefficients) : coefficients_(std::move(coefficients)) {}
  std::size_t degree() const { return coefficients_.size() - 1; }
  double& coefficient(std::size_t i) { return coefficients_[i]; }
  const double& coefficient(std::size_t i) const { return coefficients_[i]; }
  double operator()(double x) const {
    double y = 0;
    for (std::size_t i = degree() + 1; i-- > 0;) y = y * x + coefficients_[i];
    return y;
  }

 private:
  std::vector<double> coefficients_;
};

double value(const Polynomial& poly, double x) { return poly(x) * poly.coefficient(0) + poly(2 * x); }
