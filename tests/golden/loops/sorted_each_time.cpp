// Values are put in order in each iteration, and in a helper that is called from a loop; what orders them is read again.
// derivatives: ranking_loss(x[n])
// derivatives: smallest_gaps(x[n], scale)
// derivatives: relaxed(x[n] -> x[n])
// derivatives: median_filtered(x[n])
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

double ranking_loss(const double* x, int n, int rounds) {
  double loss = 0;
  std::vector<double> scores(static_cast<std::size_t>(n));
  for (int round = 1; round <= rounds; ++round) {
    for (int i = 0; i < n; ++i) scores[static_cast<std::size_t>(i)] = std::sin(round * x[i]);
    std::sort(scores.begin(), scores.end());
    for (std::size_t i = 0; i < scores.size(); ++i) loss = 0.75 * loss + scores[i] * scores[i];
  }
  return loss;
}

static double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double smallest_gaps(const double* x, int n, double scale) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<double> gaps;
    for (int j = 0; j < n; ++j) gaps.push_back(scale * std::fabs(x[i] - x[j]) + 0.01 * j * x[j]);
    sum = 0.5 * sum + median(gaps) * x[i];
  }
  return sum;
}

void relaxed(double* x, int n, int steps) {
  for (int step = 0; step < steps; ++step) {
    std::partial_sort(x, x + n / 2, x + n, [](double a, double b) { return a > b; });
    for (int i = 0; i < n; ++i) x[i] = std::cos(x[i] * (i + 1));
  }
}

double median_filtered(const double* x, int n) {
  double sum = 0;
  for (int i = 1; i < n - 1; ++i) {
    double window[3] = {x[i - 1], x[i], x[i + 1]};
    std::sort(window, window + 3);
    sum += window[1] * window[1];
  }
  return sum;
}
