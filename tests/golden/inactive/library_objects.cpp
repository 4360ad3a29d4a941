// Objects of the library that the tool has no model of, on inactive paths: iterators, handles, lambdas over locals.
// derivatives: weighted(x)
#include <algorithm>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <vector>

double weighted(double x) {
  std::list<double> offsets{1, 2};
  for (auto it = offsets.begin(); it != offsets.end(); ++it) *it += 0.5;
  double scale = 1;
  auto handle = std::ref(scale);
  handle.get() = offsets.front();
  std::map<std::string, int> counts;
  counts["a"] = 3;
  ++counts["b"];
  const std::map<std::string, double> limits{{"low", 0.5}};
  const auto low = limits.find("low");
  const double limit = low != limits.end() ? low->second : 1.0;
  std::vector<int> order{0, 1, 2};
  const double keys[3] = {3, 1, 2};
  std::sort(order.begin(), order.end(), [&](int a, int b) { return keys[a] < keys[b]; });
  return x * x * scale * limit * counts["b"] + x * order[0] * static_cast<double>(counts.size());
}
