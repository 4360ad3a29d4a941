// Integers appended in one piece to a vector whose earlier elements the reverse sweep reads.
// derivatives: visited(x[n])
#include <algorithm>
#include <vector>

double visited(const double* x, int n) {
  std::vector<int> order;
  double product = 1;
  for (int i = 0; i < n; ++i) {
    std::vector<int> row = {i, (i * i + 1) % n};
    if (i % 2 == 0) row.push_back(0);
    std::sort(row.begin(), row.end());
    order.insert(order.end(), row.begin(), row.end());
    for (const int k : order) product *= 1 + 0.1 * x[k];
  }
  return product;
}
