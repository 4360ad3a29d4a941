/* A variable-length array that is another in each iteration. */
/* derivatives: halved(x[n]) */
#include <math.h>
double halved(const double* x, int n) {
  double sum = 0;
  int m = n;
  while (m > 1) {
    double w[m];
    for (int i = 0; i < m; ++i) w[i] = x[i] * x[i] * (1 + sum);
    for (int i = 0; i < m; ++i) sum += sin(w[i]);
    m = m / 2;
  }
  return sum;
}
