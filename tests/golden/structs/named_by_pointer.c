/* Structs that only the typedef of a pointer names, or that one typedef gives several names. */
/* derivatives: oscillate(x[3]) */
/* derivatives: integrate(x[3]) */
/* derivatives: chained(x[2]) */
#include <math.h>
#include <stdlib.h>

typedef struct Data_ {
  double omega, q;
} *Data;

double oscillate(const double *x) {
  Data d = (Data)malloc(sizeof *d);
  d->omega = x[0];
  double sum = x[1] * x[2];
  for (int i = 0; i < 3; i++) {
    d->q = sin(d->omega * i);
    sum += d->q * d->q;
  }
  free(d);
  return sum;
}

typedef struct {
  double p[2];
  int calls;
} *UserData;

static int slope(double t, const double *y, double *y_dot, void *user_data) {
  UserData data = (UserData)user_data;
  y_dot[0] = -data->p[0] * y[0] + data->p[1] * t;
  data->calls++;
  return 0;
}

double integrate(const double *x) {
  UserData data = (UserData)malloc(sizeof *data);
  double y = x[2], y_dot;
  data->p[0] = x[0];
  data->p[1] = x[1];
  data->calls = 0;
  for (int k = 0; k < 4; k++) {
    slope(0.1 * k, &y, &y_dot, data);
    y += 0.1 * y_dot;
  }
  free(data);
  return y;
}

typedef struct link {
  double value;
  struct link *next;
} link_t, *link_p;

static link_p in_front(link_t *added, double value, link_p rest) {
  added->value = value;
  added->next = rest;
  return added;
}

static double own_value(link_p l) { return l->value; }

struct visitor {
  double (*visit)(link_p);
};

double chained(const double *x) {
  const struct visitor v = {own_value};
  link_t links[2];
  link_p first = in_front(&links[0], x[0] * x[1], in_front(&links[1], x[1], NULL));
  double product = 1;
  for (link_p p = first; p; p = p->next) product *= v.visit(p);
  return product;
}
