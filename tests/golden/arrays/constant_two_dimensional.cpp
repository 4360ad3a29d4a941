// Constant tables of two dimensions, on the stack and static, row by row.
// derivatives: fit(w)
#include <vector>

double fit(const std::vector<double>& w) {
  static const double points[3][2] = {{1, 0.5}, {-1, 2}, {0.25, 1}};
  const int labels[3][1] = {{1}, {0}, {1}};
  double sum = 0;
  for (const auto& point : points) {
    const double error = w[0] * point[0] + w[1] * point[1];
    sum += error * error;
  }
  for (int i = 0; i < 3; ++i) sum -= labels[i][0] * points[i][1] * w[2];
  return sum;
}
