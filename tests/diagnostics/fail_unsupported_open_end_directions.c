/* Elements behind a struct are counted in bytes of the primal: with several directions they take more */
/* refuses: Unsupported */
/* backsweep: --tangent 'sum(x[n])' --directions=2 */
#include <stdlib.h>

struct block {
  double scale, data[];
};

double sum(const double *x, int n) {
// expect-error@+2:3: a struct that ends with an array of any length, with several directions, is not supported on an active path [Unsupported]
// expect-note@+1:3: leave --directions away, and call the derivative once for each direction, or allocate the array by itself [WayOut]
  struct block *p = malloc(sizeof(struct block) + (size_t)n * sizeof(double));
  double result = 0;
  p->scale = x[0];
  for (int i = 0; i < n; i++) p->data[i] = x[i] * x[i];
  for (int i = 0; i < n; i++) result += p->data[i] * p->scale;
  free(p);
  return result;
}
