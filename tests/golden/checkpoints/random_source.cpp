// A random number engine is part of the state; what is printed comes once.
// derivatives: walk(x, drift)
#include <backsweep/annotate.h>

#include <cmath>
#include <cstdio>
#include <random>

double walk(double x, double drift, int steps, std::FILE* log) {
  std::minstd_rand engine(7);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) {
    const double noise = static_cast<double>(engine() % 1000) / 1000;
    x += drift * std::sin(x) + 0.1 * noise * x;
    if (log != nullptr) std::fprintf(log, "%d\n", i);
  }
  return x;
}
