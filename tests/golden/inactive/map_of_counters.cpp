// A map of integers whose keys are a loop's counter.
// derivatives: weighted(x[n])
#include <map>

double weighted(const double* x, int n) {
  std::map<int, int> counts;
  for (int i = 0; i < n; ++i) counts[i] = 2 * i + 1;
  for (int i = 0; i < n; ++i) counts[i % 3] += 1;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += counts[i] * x[i] * x[i];
  return sum * counts[0];
}
