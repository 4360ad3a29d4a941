// A vector that grows is state with its size; continue, break and an inner loop in a step.
// derivatives: track(x)
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

double track(double x, int n) {
  std::vector<double> history;
  double worst = 0;
  int at = 0;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) {
    if (i % 3 == 1) continue;
    x = x + 0.1 * std::sin(x);
    history.push_back(x);
    if (x > worst) {
      worst = x;
      at = i;
    }
    double w = x;
    for (int j = 0; j < i % 4; ++j) {
      w *= 0.9;
      if (w < 0.3) break;
    }
    x += 0.01 * w;
  }
  double sum = worst * at;
  for (double h : history) sum += h * h;
  return sum;
}
