// Range-based for over vectors, by value and by reference.
// derivatives: ranged(v -> v)
#include <vector>

void ranged(std::vector<double>& v) {
  double sum = 0;
  for (const double value : v) sum += value * value;
  for (double& value : v) {
    value *= sum;
    sum *= 0.9;
  }
  for (auto&& value : v) value += sum;
}
