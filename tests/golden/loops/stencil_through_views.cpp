// Stencils that read what they write through another pointer, of at most
// 300 cells: no iteration may be computed before the one in front of it.
// derivatives: swept(x[n])
// derivatives: swept_from(x[n])
// derivatives: differences(x[n])
#include <algorithm>
#include <cmath>

double swept(const double* x, int n) {
  double s[300];
  std::copy_n(x, n, s);
  const double* u = s;
  for (int i = 1; i < n - 1; ++i) s[i] = 0.5 * std::sin(u[i - 1]) + 0.25 * u[i + 1];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += s[i] * s[i] * (i + 1);
  return sum;
}

double swept_from(const double* x, int n) {
  double s[300];
  double t[300];
  std::copy_n(x, n, s);
  std::copy_n(x, n, t);
  const double* u = n > 5 ? s : t;
  for (int i = 1; i < n - 1; ++i) s[i] = 0.5 * std::sin(u[i - 1]) + 0.25 * u[i + 1];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += s[i] * s[i] * (i + 1);
  return sum;
}

double differences(const double* x, int n) {
  double s[300];
  std::copy_n(x, n, s);
  const double* u = s;
  for (int i = 1; i < n - 1; ++i) {
    s[i] = std::sqrt(u[i - 1] * u[i - 1] + u[i] * u[i] + 1) - std::sqrt(u[i] * u[i] + u[i + 1] * u[i + 1] + 1);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += s[i] * s[i] * (i + 1);
  return sum;
}
