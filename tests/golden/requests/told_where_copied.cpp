// What the user says of a function holds where its body stands for the call, and where an algorithm calls it.
// derivatives: by_lambda(x[2])
// derivatives: by_method(x[3])
// derivatives: transformed(x[3])
// derivatives: by_operators(x[4])
// derivatives: transformed_by_hand(x[3])
#include <backsweep/annotate.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

template <class F>
BACKSWEEP_CONSTANT double held(const F& function, double x) {
  return function(x);
}

double by_lambda(const double* x) { return held([&](double t) { return t * x[1]; }, x[0]) * x[1]; }

class Model {
 public:
  explicit Model(const double* x) : w_(new double[2]) {
    w_[0] = x[0];
    w_[1] = x[1];
  }
  BACKSWEEP_CONSTANT double scale() const {
    double sum = w_[0];
    sum += w_[1];
    return sum > 1 ? sum : 1;
  }
  double value() const { return w_[0] * w_[1]; }

 private:
  std::unique_ptr<double[]> w_;
};

double by_method(const double* x) {
  const Model m(x);
  return m.scale() * x[2] + m.value();
}

BACKSWEEP_CONSTANT double level(const double& t) { return t > 1 ? t * t : 1; }

double transformed(const double* x) {
  std::vector<double> v{x[0], x[1]};
  std::transform(v.begin(), v.end(), v.begin(), level);
  return v[0] * v[1] * x[2];
}

// Its derivative by hand is another one, which shows that it is called.
double cube(double t) { return t * t * t; }

BACKSWEEP_DERIVATIVE_OF(cube)
inline void cube_adjoint(double t, double& t_bar, double cube_bar) { t_bar += 100 * t * cube_bar; }

BACKSWEEP_DERIVATIVE_OF(cube)
inline double cube_tangent(double t, double t_dot, double& cube_dot) {
  cube_dot = 100 * t * t_dot;
  return t * t * t;
}

double transformed_by_hand(const double* x) {
  std::vector<double> v{x[0], x[1]};
  std::transform(v.begin(), v.end(), v.begin(), cube);
  return v[0] * v[1] * x[2];
}

struct Vec {
  double x = 0, y = 0;
};

BACKSWEEP_CONSTANT inline Vec operator+(const Vec& a, const Vec& b) { return {a.x + b.x, a.y + b.y}; }
inline Vec operator-(const Vec& a, const Vec& b) { return {a.x - b.x, a.y - b.y}; }

double by_operators(const double* x) {
  const std::vector<Vec> v{{x[0], x[1]}, {x[2], x[3]}};
  const Vec sum = std::accumulate(v.begin(), v.end(), Vec{});
  const Vec rest = std::accumulate(v.begin(), v.end(), Vec{}, std::minus<>());
  return sum.x * rest.x * rest.y;
}
