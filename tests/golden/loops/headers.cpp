// Headers of loops that say less than they seem to: the body changes what the start was computed from, the increment's other
// parts see the new counter, the step grows, an unsigned counter goes below zero.
// derivatives: start_moves(x[n])
// derivatives: end_becomes_start(x[n])
// derivatives: packed_triangle(x[n])
// derivatives: doubling(x[n])
// derivatives: below_zero(x[n])
// derivatives: compared_as_unsigned(x[n])
#include <cstddef>

double start_moves(const double* x, int n) {
  double y = 1;
  int low = 0;
  for (int i = low; i < n; ++i) {
    y += x[i] * y;
    low += 1;
  }
  return y * low;
}

double end_becomes_start(const double* x, int n) {
  double y = 1;
  int high = n;
  for (int pass = 0; pass < 2; ++pass) {
    for (int i = high - 1; i >= 0; --i) {
      y += x[i] * y;
      if (y > 1.5) high = i;
    }
  }
  return y * (high + 1);
}

double packed_triangle(const double* x, int n) {
  double y = 1;
  int k = 0;
  for (int i = 0; i < n; ++i, k += i) y += x[k % n] * y * (i + 1);
  return y;
}

double doubling(const double* x, int n) {
  double y = 1;
  for (int i = 1; i < n; i += i) y += x[i] * y;
  for (int i = n - 1; i > 0; i -= i & -i) y += x[i] * y;
  return y;
}

double below_zero(const double* x, unsigned n) {
  double y = 1;
  for (unsigned i = n - 1; i != static_cast<unsigned>(-1); i--) y += x[i] * y;
  return y;
}

double compared_as_unsigned(const double* x, std::size_t n) {
  double y = x[0] * x[0];
  for (int i = -1; static_cast<std::size_t>(i) < n; ++i) y += x[i] * y;
  for (int i = 1; static_cast<std::size_t>(i) < n; ++i) y += x[i] * y;
  return y;
}
