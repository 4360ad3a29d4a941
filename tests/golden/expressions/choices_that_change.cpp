// Where a statement writes depends on what it overwrites: chosen variables, elements, objects.
// derivatives: larger(x, y, z)
// derivatives: elements(x[n])
// derivatives: lower_larger(a, b, z)
// derivatives: exchanged(a, b)
// derivatives: by_pointer(p[n])
// derivatives: filled(x[4])
// derivatives: copied(x[4])
#include <algorithm>
#include <utility>

double larger(double x, double y, double z) {
  double a = x, b = y;
  (a > b ? a : b) *= z;
  return a + 3 * b;
}

double elements(const double* x, int n) {
  double m[2] = {x[0], x[n > 1 ? 1 : 0]};
  m[m[0] > m[1] ? 0 : 1] *= x[n - 1];
  m[m[0] < m[1]] -= x[0];
  m[static_cast<int>(m[0]) % 2 != 0 ? 1 : 0] *= m[1];
  return m[0] * m[1] * m[1];
}

static double& larger_of(double& a, double& b) { return a > b ? a : b; }

void lower_larger(double& a, double& b, double z) {
  for (int i = 0; i < 3; ++i) {
    larger_of(a, b) -= z * a;
    double* p = a > b ? &a : &b;
    *p *= 0.75;
    *(a > b ? &a : &b) *= *p;
  }
}

double exchanged(double a, double b) {
  std::swap(a > b ? a : b, a > 1 ? b : a);
  return a * a + b;
}

struct Pair {
  double value;
  int next;
};

double by_pointer(double* p, int n) {
  Pair pairs[2] = {{p[0], 1}, {p[1], 0}};
  (pairs[0].value > pairs[1].value ? pairs[0] : pairs[1]) = Pair{p[0] * p[1], 0};
  for (int i = 0; i < n; ++i) p[p[0] > p[1]] *= p[i] * 0.5;
  return pairs[0].value * pairs[1].value;
}

double filled(const double* x) {
  double m[4] = {x[0], x[1], x[2], x[3]};
  const double y = m[0] * m[1];
  std::fill(m, m + static_cast<int>(m[0]), x[3]);
  return y * m[0] * m[1] * m[3];
}

double copied(const double* x) {
  double m[4] = {x[0], x[1], x[2], x[3]};
  double* q = m;
  const double y = m[0] * m[1];
  std::copy(x + 1, x + 1 + static_cast<int>(m[0]), q);
  return y * m[0] * m[1] * m[3];
}
