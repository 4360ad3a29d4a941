// assert and static_assert.
// derivatives: asserted(x[n])
#include <cassert>

double asserted(const double* x, int n) {
  static_assert(sizeof(double) == 8, "IEEE");
  assert(n > 0);
  double product = 1;
  for (int i = 0; i < n; ++i) {
    assert(x[i] > 0 && "positive");
    product *= x[i];
  }
  return product;
}
