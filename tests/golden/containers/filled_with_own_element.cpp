// An array filled with one of its own elements; sums over constant references to structs.
// derivatives: filled(x[n])
// derivatives: energy(x[n])
#include <array>
#include <numeric>
#include <vector>

struct Body {
  double mass, speed;
};

double filled(const double* x, int n) {
  std::array<double, 3> a = {x[0], x[1], x[n - 1]};
  a.fill(a[1] * 2);
  return a[0] * a[1] * a[2];
}

double energy(const double* x, int n) {
  std::vector<Body> made(2);
  made[0] = {x[0] * x[1], x[1]};
  made[1] = {x[n - 1], x[0]};
  const std::vector<Body>& bodies = made;
  return std::accumulate(bodies.begin(), bodies.end(), 0.0,
                         [](double sum, const Body& one) { return sum + one.mass * one.speed * one.speed; });
}
