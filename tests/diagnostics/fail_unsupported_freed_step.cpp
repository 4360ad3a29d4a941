// Memory that a checkpointed step frees, while snapshots of it may still be restored.
// refuses: Unsupported
// backsweep: --gradient 'stopped(x)' --gradient 'dropped(x)'
#include <backsweep/annotate.h>

double stopped(double x, int n) {
  double* w = new double[2]{x, 1};
  double sum = 0;
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < n; ++t) {
    w[t % 2] += 0.1 * x;
    sum += w[0] * w[1];
    if (sum > 10) {
// expect-error@+2:7: 'w' here (a step frees memory from in front of the loop, and may run again) is not supported on an active path [Unsupported]
// expect-note@+1:7: free it behind the loop, or use std::vector [WayOut]
      delete[] w;
      return sum;
    }
  }
  delete[] w;
  return sum + x;
}

double dropped(double x, int n) {
  double* w = new double[2]{x, 1};
  double sum = 0;
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < n; ++t) {
    if (w != nullptr) sum += w[t % 2] * x;
    if (t == 3) {
// expect-error@+2:7: 'w' here (a step frees memory from in front of the loop, and may run again) is not supported on an active path [Unsupported]
// expect-note@+1:7: free it behind the loop, or use std::vector [WayOut]
      delete[] w;
      w = nullptr;
    }
    sum += x * x;
  }
  return sum;
}
