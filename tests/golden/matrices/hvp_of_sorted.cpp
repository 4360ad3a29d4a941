// Second derivatives of values that are put in order.
// backsweep: --gradient 'tail(x[n])' --hvp 'tail(x[n])' --hessian 'tail(x[n])'
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

double tail(const double* x, int n) {
  std::vector<double> losses(x, x + n);
  for (double& loss : losses) loss = std::exp(loss) * x[0];
  std::sort(losses.begin(), losses.end());
  double sum = 0;
  for (int i = n / 2; i < n; ++i) sum += losses[static_cast<std::size_t>(i)] * losses[static_cast<std::size_t>(i - 1)];
  return sum;
}
