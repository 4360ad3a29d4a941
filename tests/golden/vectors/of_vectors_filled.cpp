// Vectors of vectors filled with one row, at construction and by assign, resize and push_back.
// derivatives: filled(x)
#include <cstddef>
#include <vector>

double filled(double x) {
  std::vector<std::vector<double>> rows(3, std::vector<double>(2, x));
  rows[1][0] *= x;
  rows.resize(2);
  rows.resize(4, std::vector<double>(3, x * x));
  const std::vector<double> fixed{1, 2};
  rows.push_back(fixed);
  double sum = 0;
  for (const std::vector<double>& row : rows) {
    for (const double value : row) sum += value * value;
  }
  const std::vector<double> last = rows[3];
  rows.assign(2, last);
  rows[0] = fixed;
  for (std::size_t i = 0; i < rows.size(); ++i) sum *= rows[i][1];
  return sum;
}
