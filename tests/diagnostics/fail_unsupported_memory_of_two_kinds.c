// One block for doubles and for ints: what lies in it is not told where it is allocated.
// refuses: Unsupported
// backsweep: --tangent 'f(x[3])' --gradient 'f(x[3])'
#include <stdlib.h>

double f(const double* x) {
  double* a = (double*)malloc(3 * sizeof(double) + 3 * sizeof(int));
  int* place = (int*)(a + 3);
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    a[i] = x[i] * x[i];
    place[i] = 2 - i;
  }
  for (int i = 0; i < 3; ++i) sum += a[place[i]] * x[i];
// expect-error@+1:3: 'a' here (the memory it frees was not allocated in the same function) is not supported on an active path [Unsupported]
  free(a);
  return sum;
}
