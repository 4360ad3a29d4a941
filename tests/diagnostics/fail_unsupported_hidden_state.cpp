// A step that runs a second time must compute the same: a generator whose state cannot be kept is refused.
// refuses: Unsupported
// backsweep: --gradient 'walk(x)'
#include <backsweep/annotate.h>

#include <cstdlib>

double walk(double x, int steps) {
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
// expect-error@+2:26: this statement (a second run of the step may get another value from it) is not supported on an active path [Unsupported]
// expect-note@+1:26: take the values in front of the loop, or random numbers from an engine of <random>: snapshots hold it [WayOut]
    const double noise = std::rand() % 100;
    x += 0.01 * noise * x * x;
  }
  return x;
}
