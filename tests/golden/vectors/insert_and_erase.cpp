// A window over the newest values, and values put into and taken out of the middle.
// derivatives: window(x[n])
#include <cstddef>
#include <vector>

double window(const double* x, int n) {
  std::vector<double> recent;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    recent.insert(recent.begin(), x[i] * x[i]);
    if (recent.size() > 3) recent.erase(recent.end() - 1);
    double product = 1;
    for (const double value : recent) product *= 1 + value;
    sum += product * recent[0];
  }
  recent.insert(recent.begin() + 1, recent[2] * x[0]);
  sum += recent[1] * recent[3];
  recent.erase(recent.begin() + 1, recent.begin() + 3);
  recent.erase(recent.begin());
  recent.insert(recent.end(), x[1]);
  recent.insert(recent.end(), {x[2], x[0] * x[1]});
  for (std::size_t k = 0; k < recent.size(); ++k) sum += recent[k] * recent[k] * x[k];
  return sum;
}
