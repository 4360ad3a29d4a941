// Snapshots must know how much memory lies behind a pointer that the loop writes through.
// refuses: NoExtent
// backsweep: --adjoint 'relax(u, k)'
#include <backsweep/annotate.h>

// expect-error@+2:12: the extent of 'u' cannot be inferred [NoExtent]
// expect-note@+1:12: write it in the request, for example 'u[n]' [WriteExtent]
void relax(double* u, const int* order, int n, int steps, double k) {
  BACKSWEEP_CHECKPOINT()
// expect-error@+3:3: the extent of 'u' cannot be inferred [NoExtent]
// expect-note@+2:3: write it in the request, for example 'u[n]' [WriteExtent]
// expect-note@+1:3: or in the code with BACKSWEEP_SIZE(u, n): snapshots of this loop hold what it points to [WayOut]
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < n; ++i) u[order[i]] -= k * u[order[i]] * u[order[i]];
  }
}
