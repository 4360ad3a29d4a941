/* Functions that stay calls: work space that is active in the callee alone, and memory that is left out. */
/* backsweep: --inline-limit=0 */
/* derivatives: on_heap(x[n]) */
/* derivatives: on_stack(x[n]) */
/* derivatives: biased(x[n]) */
#include <math.h>
#include <stdlib.h>

static void attend(double *out, double *scores, const double *in, int n) {
  for (int i = 0; i < n; i++) scores[i] = in[i] * in[i];
  for (int i = 0; i < n; i++) out[i] = exp(scores[i]) * in[n - 1 - i];
}

double on_heap(const double *x, int n) {
  double y[4];
  double *scores = malloc((size_t)n * sizeof(double));
  attend(y, scores, x, n);
  free(scores);
  return y[0] * y[1];
}

double on_stack(const double *x, int n) {
  double y[4];
  double room[20];
  double *first = room;
  double *scores = first + n;
  attend(y, scores, x, n);
  return y[0] * y[1];
}

static void layer(double *out, const double *in, const double *bias, int n) {
  for (int i = 0; i < n; i++) {
    double value = bias != NULL ? bias[i] : 0.5;
    value += in[i] * in[i];
    out[i] = value;
  }
}

double biased(const double *x, int n) {
  double y[4], z[4];
  layer(y, x, x + 1, n - 1);
  layer(z, y, NULL, n - 1);
  return z[0] * z[1];
}
