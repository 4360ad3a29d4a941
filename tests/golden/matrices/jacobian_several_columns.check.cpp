#include "jacobian_several_columns.expected.hpp"

#include "check_derivatives.h"

#include <cstring>

// Every column is, bit for bit, what a tangent of its own gives.
#ifndef CHECK_VALUES
inline void expect_same(double entry, double derivative) {
  check::expect(std::memcmp(&entry, &derivative, sizeof(double)) == 0, "a column");
}

inline void compare_columns() {
  constexpr int kCount = 6;
  constexpr std::size_t kColumns = 5;
  auto x = check::sample(3), y = check::sample(kCount);
  const double shift = 0.3;
  double focus = 0;
  double jacobian[(kCount + 2) * kColumns];
  lens_jacobian(x.argument(), 0.2, shift, kCount, y.argument(), focus, jacobian);
  for (std::size_t j = 0; j < kColumns; ++j) {
    double x_dot[3] = {}, y_dot[kCount] = {}, focus_dot = 0, result_dot = 0;
    if (j < 3) x_dot[j] = 1;
    lens_tangent(x.argument(), 0.2, shift, kCount, y.argument(), focus, x_dot, j == 3 ? 1 : 0, j == 4 ? 1 : 0, y_dot,
                 focus_dot, result_dot);
    for (std::size_t i = 0; i < kCount; ++i) expect_same(jacobian[i * kColumns + j], y_dot[i]);
    expect_same(jacobian[kCount * kColumns + j], focus_dot);
    expect_same(jacobian[(kCount + 1) * kColumns + j], result_dot);
  }
}
#endif

int main() {
  CHECK_JACOBIAN(lens, in(sample(3)), in(0.2), in(0.3), fixed(6), out(sample(6)), out(sample()));
  for (const int n : {1, 4, 5, 11}) {
    CHECK_JACOBIAN(smooth, in(sample(static_cast<std::size_t>(n))), out(sample(static_cast<std::size_t>(n))), fixed(n));
  }
  CHECK_JACOBIAN(guarded, in(sample(5)), out(sample(5)), fixed(5));
  CHECK_ALSO(compare_columns();)
  return check::report();
}
