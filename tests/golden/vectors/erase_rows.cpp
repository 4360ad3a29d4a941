// erase of rows, of structs and of pairs: one element, a range, in front and inside; the rows behind move down.
// derivatives: window(x[n])
// derivatives: history(x[n])
#include <cstddef>
#include <utility>
#include <vector>

struct Level {
  double height;
  std::vector<double> values;
};

double window(const double* x, int n) {
  std::vector<std::vector<double>> levels;
  for (int t = 0; t < n; ++t) {
    levels.push_back(std::vector<double>(static_cast<std::size_t>(t % 2 + 1), x[t]));
    levels.back().push_back(x[0]);
    if (levels.size() > 3) levels.erase(levels.begin());
    if (t == 4) levels.erase(levels.begin() + 1);
  }
  levels.push_back(levels[0]);
  levels.erase(levels.begin() + 1, levels.begin() + 3);
  double sum = 0;
  for (const auto& level : levels) sum += level[0] * level[1] + level.back();
  return sum * static_cast<double>(levels.size());
}

double history(const double* x, int n) {
  std::vector<std::pair<double, double>> steps;
  std::vector<Level> levels;
  for (int i = 0; i + 1 < n; ++i) {
    if (steps.size() == 2) steps.erase(steps.begin());
    if (levels.size() == 2) levels.erase(levels.begin() + 1);
    steps.emplace_back(x[i] * x[i], x[i + 1]);
    levels.push_back({x[i], {x[i + 1], x[0]}});
    levels.back().values[0] *= levels.front().height;
  }
  return steps[0].first * steps[1].second * levels[0].height * levels[1].values[0] + levels[1].values[1];
}
