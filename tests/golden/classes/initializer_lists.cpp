// std::initializer_list as constructors and functions take it: the braces at the call say how long it is.
// derivatives: filtered(x[3])
// derivatives: polynomial(x[3])
// derivatives: handed_on(x[3])
// derivatives: local_list(x[3])
// derivatives: points(x[3])
// derivatives: fixed_size(x[3])
#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), values_(rows * columns) {}
  Matrix(std::size_t rows, std::size_t columns, std::initializer_list<double> values)
      : rows_(rows), columns_(columns), values_(values) {
    if (values_.size() != rows * columns) throw std::invalid_argument("not as many values as elements");
  }
  Matrix(std::initializer_list<std::initializer_list<double>> rows) : rows_(rows.size()), columns_(rows.begin()->size()) {
    for (const auto& row : rows) {
      for (const double value : row) values_.push_back(value);
    }
  }
  double& operator()(std::size_t i, std::size_t j) { return values_[i * columns_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * columns_ + j]; }
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }

 private:
  std::size_t rows_, columns_;
  std::vector<double> values_;
};

Matrix operator*(const Matrix& a, const Matrix& b) {
  Matrix c(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      for (std::size_t k = 0; k < a.columns(); ++k) c(i, j) += a(i, k) * b(k, j);
    }
  }
  return c;
}

struct Polynomial {
  std::vector<double> coefficients;
  explicit Polynomial(std::initializer_list<double> list) { coefficients.assign(list.begin(), list.end()); }
  double at(double t) const {
    double sum = 0;
    for (std::size_t i = coefficients.size(); i-- > 0;) sum = sum * t + coefficients[i];
    return sum;
  }
};

double weighted(std::initializer_list<double> values, double weight) {
  return weight * std::accumulate(values.begin(), values.end(), 0.0);
}

double first_and_all(std::initializer_list<double> values, double weight) {
  return weighted(values, weight) + *values.begin() * static_cast<double>(values.size());
}

struct Point {
  double x, y;
};

double area(std::initializer_list<Point> points) {
  double sum = 0;
  for (const Point& point : points) sum += point.x * point.y;
  return sum;
}

template <std::size_t N>
struct Fixed {
  std::array<double, N> values{};
  Fixed(std::initializer_list<double> list) { std::copy(list.begin(), list.end(), values.begin()); }
  double dot(const Fixed& other) const {
    return std::inner_product(values.begin(), values.end(), other.values.begin(), 0.0);
  }
};

}  // namespace

double filtered(const double* x) {
  const Matrix step{{1, x[0]}, {0, 1}};
  Matrix state(2, 1, {x[1], x[2] * x[1]});
  for (int k = 0; k < 3; ++k) state = step * state;
  return state(0, 0) * state(1, 0);
}

double polynomial(const double* x) { return Polynomial{x[0], x[1], x[2] * x[0], 1.0}.at(x[1]); }

double handed_on(const double* x) {
  return first_and_all({x[0], x[1] * x[0]}, x[2]) * weighted({x[2]}, x[0]) + weighted({1, 2.5f, x[1]}, 2);
}

double local_list(const double* x) {
  const auto list = {x[0] * x[1], x[2], 2.0};
  double product = 1;
  for (const double one : list) product *= one;
  std::vector<double> copy(list);
  copy.insert(copy.end(), list);
  copy.insert(copy.end(), {x[0], x[1]});
  return product + copy[0] * copy[4] * copy[7];
}

double points(const double* x) { return area({{x[0], x[1]}, Point{x[2], x[0] * x[1]}}); }

double fixed_size(const double* x) {
  const Fixed<3> a{x[0], x[1], x[2]};
  const Fixed<3> b = {x[2], 1, x[0]};
  return a.dot(b) * a.dot(a);
}
