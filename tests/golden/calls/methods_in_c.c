/* Objects in C: functions in members, set after the numbers, called with their object; others elsewhere set other objects. */
/* derivatives: set_last(x[2]) */
/* derivatives: with_itself(x[2]) */
/* derivatives: only_reads(x[2]) */
/* derivatives: two_methods(x[2]) */
#include <math.h>
#include <stdlib.h>

struct model {
  double a, k;
  double (*rate)(double, double);
};

static double decay(double a, double k) { return a - k * a; }
static double growth(double a, double k) { return a + k * a; }

double set_last(const double *x) {
  struct model s;
  s.a = x[0];
  s.k = x[1];
  s.rate = decay;
  return s.rate(s.a, s.k) * s.a;
}

/* Nothing above calls it. */
struct model *make_model(void) {
  struct model *s = malloc(sizeof *s);
  s->rate = growth;
  return s;
}

struct process {
  double a, k;
  void (*step)(struct process *p);
};

static void relax(struct process *p) { p->a -= p->k * sin(p->a); }

double with_itself(const double *x) {
  struct process s = {x[0], x[1], relax};
  for (int i = 0; i < 3; i++) s.step(&s);
  return s.a;
}

struct value {
  double a, k;
  double (*rate)(const struct value *v);
};

static double rate(const struct value *v) { return v->k * sin(v->a); }

double only_reads(const double *x) {
  const struct value s = {x[0], x[1], rate};
  return s.rate(&s) * s.k;
}

struct body {
  double x, v;
  double (*force)(const struct body *b);
  void (*move)(struct body *b);
};

static double spring(const struct body *b) { return -2 * b->x; }
static void kick(struct body *b) { b->v += 0.1 * b->force(b); b->x += 0.1 * b->v; }

double two_methods(const double *x) {
  struct body b;
  b.x = x[0];
  b.v = x[1];
  b.force = spring;
  b.move = kick;
  for (int i = 0; i < 2; i++) b.move(&b);
  return b.x * b.v + b.force(&b);
}
