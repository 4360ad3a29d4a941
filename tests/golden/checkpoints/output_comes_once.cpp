// What steps show is seen once, however often they run: also in functions that they call, and in loops in branches.
// derivatives: drift(x, k)
#include <backsweep/annotate.h>

#include <cmath>
#include <cstdio>
#include <ostream>

double pull(double x, double k, std::FILE* file) {
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += std::sin(x * k + i);
    std::fprintf(file, "part %d\n", i);
  }
  return sum;
}

double drift(double x, double k, int steps, std::ostream* log, std::FILE* file) {
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    *log << "step " << step << '\n';
    BACKSWEEP_STORE
    const double force = pull(x, k, file);
    x += 0.1 * force;
  }
  if (x > 0) {
    BACKSWEEP_CHECKPOINT()
    for (int step = 0; step < steps; ++step) {
      std::fprintf(file, "%d\n", step);
      BACKSWEEP_STORE
      const double force = pull(k * x, k, file);
      x -= 0.01 * force;
    }
  }
  return x;
}
