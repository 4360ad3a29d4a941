/* Structs that end with an array whose elements lie behind them, as many as malloc is asked for. */
/* derivatives: in_one_block(x[n]) */
/* derivatives: summed(x[n]) */
#include <math.h>
#include <stdlib.h>

struct block {
  int n;
  double scale, data[];
};

double in_one_block(const double *x, int n) {
  struct block *p = malloc(sizeof(struct block) + (size_t)n * sizeof(double));
  double sum = 0;
  p->n = n;
  p->scale = x[0];
  for (int i = 0; i < n; i++) p->data[i] = sin(x[i]);
  for (int i = 0; i < p->n; i++) sum += p->data[i] * p->data[i] * p->scale;
  free(p);
  return sum;
}

typedef struct {
  double sum;
  double terms[];
} series;

double summed(const double *x, int n) {
  series *s = calloc(1, (size_t)n * sizeof s->terms[0] + sizeof *s);
  for (int i = 0; i < n; i++) {
    s->terms[i] = x[i] * x[i];
    s->sum += s->terms[i] * s->terms[0];
  }
  const double result = s->sum * s->terms[n - 1];
  free(s);
  return result;
}
