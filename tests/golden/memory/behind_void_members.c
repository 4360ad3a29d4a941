/* Handles: structs whose void members lead to memory of another type, which is given back through them. */
/* derivatives: in_member(x[3]) */
/* derivatives: behind_handle(x[3]) */
/* derivatives: in_local(x[n]) */
#include <math.h>
#include <stdlib.h>

struct inner {
  double v[3];
};

struct outer {
  void *content;
};

double in_member(const double *x) {
  struct outer o;
  o.content = malloc(sizeof(struct inner));
  struct inner *p = (struct inner *)o.content;
  double sum = 0;
  for (int i = 0; i < 3; i++) p->v[i] = sin(x[i]);
  for (int i = 0; i < 3; i++) sum += p->v[i] * p->v[i];
  free(o.content);
  return sum;
}

double behind_handle(const double *x) {
  struct outer *o = malloc(sizeof *o);
  struct inner *p = malloc(sizeof *p);
  double sum = 0;
  o->content = p;
  for (int i = 0; i < 3; i++) p->v[i] = sin(x[i]);
  for (int i = 0; i < 3; i++) sum += ((struct inner *)o->content)->v[i] * p->v[i];
  free(o->content);
  free(o);
  return sum;
}

double in_local(const double *x, int n) {
  void *memory = calloc((size_t)n, sizeof(double));
  double *values = memory;
  double sum = 0;
  for (int i = 1; i < n; i++) values[i] = values[i - 1] * x[i] + x[i] * x[i];
  for (int i = 0; i < n; i++) sum += values[i] * values[n - 1];
  free(memory);
  return sum;
}
