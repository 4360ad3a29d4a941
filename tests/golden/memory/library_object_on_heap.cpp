// A library object behind a unique_ptr lives as long as the reverse sweep looks into it.
// derivatives: steered(x[n])
#include <cmath>
#include <memory>
#include <queue>

double steered(const double* x, int n) {
  auto queue = std::make_unique<std::queue<int>>();
  queue->push(2);
  double s = 0;
  for (int k = 0; k < n; ++k) {
    const int turn = queue->front();
    s += std::sin(x[k] * turn);
  }
  return s;
}
