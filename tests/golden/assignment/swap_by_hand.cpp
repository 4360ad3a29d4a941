// Two elements trade places through a temporary, and with std::swap.
// derivatives: sort_three(v[3] -> v[3])
#include <utility>

void sort_three(double* v) {
  if (v[0] > v[1]) {
    const double t = v[0];
    v[0] = v[1];
    v[1] = t;
  }
  if (v[1] > v[2]) std::swap(v[1], v[2]);
  if (v[0] > v[1]) std::swap(v[0], v[1]);
  v[0] = v[0] * v[1];
}
