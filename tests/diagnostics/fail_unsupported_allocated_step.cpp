// Memory that a checkpointed step allocates and later steps use.
// refuses: Unsupported
// backsweep: --gradient 'kept(x[n])'
#include <backsweep/annotate.h>

double kept(const double* x, int n) {
  double* state = new double[1]{x[0]};
  BACKSWEEP_CHECKPOINT()
// expect-error@+2:3: 'state' here (a step allocates memory that later steps use: a snapshot cannot bring it back) is not supported on an active path [Unsupported]
// expect-note@+1:3: allocate it in front of the loop, or use std::vector [WayOut]
  for (int t = 0; t < n; ++t) {
    double* fresh = new double[1];
    fresh[0] = state[0] * x[t];
    delete[] state;
    state = fresh;
  }
  const double result = state[0];
  delete[] state;
  return result;
}
