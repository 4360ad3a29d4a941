// A pointer that moves on in a checkpointed loop: a snapshot would hold what lies behind it at that time.
// refuses: Unsupported
// backsweep: --adjoint 'squares(x[n])'
#include <backsweep/annotate.h>

void squares(double* x, int n) {
  BACKSWEEP_CHECKPOINT()
// expect-error@+2:3: 'x' here (the pointer moves on: a snapshot would hold what lies behind it at that time) is not supported on an active path [Unsupported]
// expect-note@+1:3: leave the pointer where it is, and count in an index [WayOut]
  for (int i = 0; i < n; ++i) {
    *x = *x * *x;
    if (*x > 1) ++x;
  }
}
