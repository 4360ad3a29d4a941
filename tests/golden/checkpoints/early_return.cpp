// A return inside the loop.
// derivatives: first_above(x, rate)
#include <backsweep/annotate.h>

double first_above(double x, double rate, double limit, int steps) {
  double sum = 0;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) {
    x += rate * x * (2 - x / 10);
    if (x > limit) return x * sum;
    sum += x * x;
  }
  return sum;
}
