// Functions of one name in several namespaces: each derivative stands, under its plain name, beside its function.
// derivatives: a::slope(x)
// derivatives: b::slope(x)
// derivatives: b::total(spring, x)
#include <cmath>

namespace a {

double slope(double x) { return std::sin(x) * x; }

struct Spring {
  double stiffness;
};

double energy(const Spring& spring, double x, int n) {
  return n > 0 ? 0.5 * spring.stiffness * x * energy(spring, x, n - 1) : x;
}

}  // namespace a

namespace b {

double slope(double x) { return std::cos(x); }

double energy(const a::Spring& spring, double x, int n) {
  return n > 0 ? spring.stiffness + b::energy(spring, x * x, n - 1) : a::energy(spring, x, 2);
}

double total(const a::Spring& spring, double x) { return slope(x) * b::energy(spring, x, 2); }

}  // namespace b
