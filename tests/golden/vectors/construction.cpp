// Every way a vector is made: empty, n, n copies, list, range, copy.
// derivatives: made(x, y)
#include <cstddef>
#include <vector>

double made(double x, double y, std::size_t n) {
  std::vector<double> none;
  const std::vector<double> zeros(n);
  std::vector<double> copies(n, x * y);
  const std::vector<double> listed = {x, y, x * x};
  std::vector<double> ranged(listed.begin() + 1, listed.end());
  std::vector<double> copy = copies;
  copy[0] *= x;
  none = listed;
  none[1] += copy[0];
  return zeros[0] + copies[0] * copy[0] + listed[2] * ranged[1] + none[1] * ranged[0] * static_cast<double>(none.size());
}
