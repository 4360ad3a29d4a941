// memset of arrays of structs, also over active values.
// derivatives: cleared(x[n])
// derivatives: last_pair(x[n] -> y[2])
#include <cstring>

struct Pair {
  double first;
  double second;
  int count;
};

double cleared(const double* x, int n) {
  Pair pairs[2];
  std::memset(pairs, 0, sizeof pairs);
  pairs[0].first = x[0] * x[0];
  pairs[1].second = x[n - 1];
  return pairs[0].first * pairs[1].second + pairs[0].second;
}

struct Point {
  double a;
  double b;
};

void last_pair(const double* x, int n, double* y) {
  Point points[3] = {};
  for (int i = 0; i + 1 < n; ++i) {
    points[i % 3].a += x[i] * x[i + 1];
    points[i % 3].b += points[i % 3].a * x[i];
    if (i % 2 == 1) std::memset(points, 0, 2 * sizeof(Point));
  }
  y[0] = points[0].a * points[1].b + points[2].b;
  y[1] = points[2].a + points[1].a;
}
