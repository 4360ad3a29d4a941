// A vector that grows by push_back and shrinks by pop_back; reserve, clear, emplace_back.
// derivatives: collect(x[n])
#include <vector>

double collect(const double* x, int n) {
  std::vector<double> kept;
  kept.reserve(8);
  for (int i = 0; i < n; ++i) {
    if (x[i] > 0.8) kept.push_back(x[i] * x[0]);
  }
  kept.emplace_back(x[1] * x[1]);
  double sum = 0;
  while (!kept.empty()) {
    sum = sum * 0.7 + kept.back() * kept.front();
    kept.pop_back();
  }
  kept.push_back(sum * x[0]);
  sum += kept[0];
  kept.clear();
  return sum * static_cast<double>(kept.size() + 1);
}
