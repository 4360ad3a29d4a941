// A two-dimensional array taken as one range of numbers, from the address of its first.
// derivatives: summed(x[n])
// derivatives: walked(x[n])
#include <algorithm>
#include <cmath>
#include <numeric>

double summed(const double* x, int n) {
  double a[3][4];
  double b[3][4];
  std::fill(&a[0][0], &a[0][0] + 12, x[0]);
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j) a[i][j] *= x[(i + j) % n];
  }
  std::copy(&a[0][0], &a[2][3] + 1, &b[0][0]);
  std::transform(a[0], a[0] + 12, b[0], b[0], [](double u, double v) { return std::sin(u) * v; });
  return std::accumulate(&b[0][0], &b[0][0] + 12, x[1]) + std::inner_product(&a[0][0], &a[0][0] + 12, &b[0][0], 0.0);
}

double walked(const double* x, int n) {
  double a[3][4];
  double* p = &a[0][0];
  for (int i = 0; i < 12; ++i) p[i] = x[i % n] * i;
  for (int i = 0; i < 12; ++i) *p++ *= x[0];
  double sum = 0;
  for (const double* q = a[0]; q < a[0] + 12; ++q) sum += *q * *q;
  return sum + *std::max_element(&a[0][0], &a[0][0] + 12) * a[1][2];
}
