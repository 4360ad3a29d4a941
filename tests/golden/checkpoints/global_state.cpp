// A global variable that every step changes.
// derivatives: drift(x)
#include <backsweep/annotate.h>

#include <cmath>

double past_mean = 0.5;
int call_count = 0;

double drift(double x, int steps) {
  past_mean = 0.5;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) {
    past_mean = 0.9 * past_mean + 0.1 * x * x;
    x += 0.1 * std::sin(past_mean * x);
    ++call_count;
  }
  return x + past_mean;
}
