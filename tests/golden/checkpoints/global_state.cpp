// A global variable that every step changes.
// derivatives: drift(x)
#include <backsweep/annotate.h>

#include <cmath>

double memory = 0.5;
int calls = 0;

double drift(double x, int steps) {
  memory = 0.5;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) {
    memory = 0.9 * memory + 0.1 * x * x;
    x += 0.1 * std::sin(memory * x);
    ++calls;
  }
  return x + memory;
}
