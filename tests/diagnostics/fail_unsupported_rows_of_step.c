// A checkpointed step that writes rows behind pointers in memory: a snapshot does not know how long they are.
// refuses: Unsupported
// backsweep: --gradient 'g(x[n])' --checkpoint g:13
#include <stdlib.h>

double g(const double* x, int n) {
  double** u = malloc(2 * sizeof *u);
  for (int k = 0; k < 2; k++) {
    u[k] = malloc(n * sizeof **u);
    for (int i = 0; i < n; i++) u[k][i] = x[i];
  }
  double e = 0;
// expect-error@+2:3: 'u' here (it writes rows that pointers in memory lead to: a snapshot does not know how long these are) is not supported on an active path [Unsupported]
// expect-note@+1:3: keep the rows in one block, in an array of arrays or in std::vector: snapshots hold these [WayOut]
  for (int t = 0; t < 6; t++) {
    for (int i = 0; i < n; i++) u[1][i] = u[0][i] * u[1][i];
    e += u[1][t % n];
  }
  for (int k = 0; k < 2; k++) free(u[k]);
  free(u);
  return e;
}
