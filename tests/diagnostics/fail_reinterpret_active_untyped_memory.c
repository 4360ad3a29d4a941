/* Memory behind a void pointer, allocated as that of other numbers than it is used for */
/* refuses: ReinterpretActive */
/* backsweep: --gradient 'f(x[n])' */
#include <stdlib.h>

static void *checked(size_t size) {
  void *memory = malloc(size);
  if (!memory) abort();
  return memory;
}

double f(const double *x, int n) {
  float *words = (float *)checked((size_t)(2 * n) * sizeof(float));
  double *numbers = (double *)words;
  double sum = 0;
// expect-error@+2:31: active data is accessed as 'double' [ReinterpretActive]
// expect-note@+1:31: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  for (int i = 0; i < n; i++) numbers[i] = x[i] * x[i];
// expect-error@+2:38: active data is accessed as 'double' [ReinterpretActive]
// expect-note@+1:38: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  for (int i = 0; i < n; i++) sum += numbers[i] * numbers[0];
  free(words);
  return sum;
}
