// Pointers and references into vectors that are swapped or grow behind their last use: the reverse sweep takes the change back
// first, and makes the pointer again.
// derivatives: heat(x[n])
// derivatives: by_helper(x[n])
// derivatives: growth(x[n])
// derivatives: resized(x[n])
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

double heat(const double* x, int n, double tolerance) {
  std::vector<double> now(x, x + n);
  std::vector<double> next(x, x + n);
  double total = 0;
  for (int t = 0; t < 5; ++t) {
    const double* u = now.data();
    double* v = next.data();
    double change = 0;
    for (int i = 1; i < n - 1; ++i) {
      v[i] = u[i] + 0.1 * std::sin(u[i - 1] * u[i + 1]) * u[i];
      change += (v[i] - u[i]) * (v[i] - u[i]);
    }
    v[0] = u[0] * u[1];
    std::swap(now, next);
    total += change;
    if (change < tolerance) break;
  }
  return total + now[0] * now[1];
}

static void step(std::vector<double>& from, std::vector<double>& to, double k) {
  const double* a = from.data();
  double* b = to.data();
  const int n = static_cast<int>(from.size());
  for (int i = 0; i < n; ++i) b[i] = a[i] * a[(i + 1) % n] + k;
  from.swap(to);
}

double by_helper(const double* x, int n) {
  std::vector<double> u(x, x + n);
  std::vector<double> v(x, x + n);
  for (int t = 0; t < 4; ++t) step(u, v, x[0]);
  return u[0] + v[1];
}

double growth(const double* x, int n) {
  std::vector<double> sizes{x[0], x[1]};
  for (int i = 0; i < n; ++i) {
    const double& last = sizes.back();
    sizes.push_back(last * std::sin(last) * x[i]);
  }
  return sizes.back() * sizes[2];
}

double resized(const double* x, int n) {
  std::vector<double> v{x[0], x[1]};
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double* p = &v[0];
    p[1] = p[0] * std::sin(p[1]);
    sum += p[1] * x[i];
    v.resize(static_cast<std::size_t>(i + 3), x[0]);
    double* q = &v[1];
    *q *= x[1];
    if (i % 2 == 1) v.resize(2);
  }
  return sum + v[0] * v[1];
}
