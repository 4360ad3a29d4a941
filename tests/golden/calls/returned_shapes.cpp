// Vectors that calls return, in scopes that are entered again: their shadows take the size that the call gave.
// derivatives: last_product(x)
// derivatives: in_branch(x[1])
// derivatives: heun(x)
#include <cstddef>
#include <vector>

using Vec = std::vector<double>;

Vec last(const Vec& a) {
  if (a.size() == 1) return a;
  Vec b(a.begin() + 1, a.end());
  b[0] *= a[0];
  return last(b);
}

double last_product(const Vec& x) { return last(x)[0]; }

Vec padded(double a, int n) {
  Vec out(static_cast<std::size_t>(n));
  out[static_cast<std::size_t>(n) - 1] = a;
  return out;
}

double in_branch(const double* x, int n) {
  double s = 0;
  if (n > 0) {
    Vec v = padded(x[0] * x[0], 2);
    s = v[1];
  }
  return s;
}

Vec rates(const Vec& y, double t) {
  Vec f(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) f[i] = t - y[i] * y[i];
  return f;
}

double heun(const Vec& x) {
  Vec y = x;
  for (int step = 0; step < 3; ++step) {
    const Vec k1 = rates(y, 0.1 * step);
    Vec z = y;
    for (std::size_t i = 0; i < y.size(); ++i) z[i] += 0.1 * k1[i];
    const Vec k2 = rates(z, 0.1 * step + 0.1);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += 0.05 * (k1[i] + k2[i]);
  }
  double sum = 0;
  for (const double value : y) sum += value;
  return sum;
}
