// Loops behind each other, the second with a loop in each of its steps: each gets its share of a budget.
// derivatives: orbit(x)
#include <backsweep/annotate.h>

#include <cmath>

double orbit(double x, int n, int m) {
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) x += 0.1 * std::sin(x);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) {
    double y = x;
    BACKSWEEP_CHECKPOINT()
    for (int j = 0; j < m; ++j) y -= 0.05 * y * y;
    x = 0.9 * x + 0.1 * std::cos(y);
  }
  return x;
}
