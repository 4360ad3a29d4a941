/* Callbacks in structs, as the GNU Scientific Library has them: set once, then called wherever the struct goes. */
/* derivatives: area(a, b, high) */
/* derivatives: decay(x, rate) */
#include <math.h>

typedef struct {
  double (*function)(double x, void *params);
  void *params;
} integrand;

struct shape {
  double a, b;
};

static double bump(double x, void *params) {
  const struct shape *p = (const struct shape *)params;
  return p->a * exp(-p->b * x * x);
}

static double simpson(const integrand *f, double low, double high, int n) {
  const double h = (high - low) / n;
  double sum = f->function(low, f->params) + (*f->function)(high, f->params);
  for (int i = 1; i < n; i++) sum += (i % 2 ? 4 : 2) * f->function(low + i * h, f->params);
  return sum * h / 3;
}

double area(double a, double b, double high) {
  struct shape s = {a, b};
  integrand f;
  f.function = &bump;
  f.params = &s;
  return simpson(&f, 0, high, 20);
}

struct model {
  double (*slope)(double x, double rate);
  double (*limit)(double x);
  double rate;
};

static double exponential(double x, double rate) { return -rate * x; }
static double half(double x) { return 0.5 * x * x; }

static double step(const struct model *s, double x) { return x + 0.1 * s->slope(x, s->rate); }

double decay(double x, double rate) {
  const struct model s = {.rate = rate, .slope = exponential, .limit = half};
  const struct model *behind = &s;
  for (int i = 0; i < 4; i++) x = step(behind, x);
  return behind->limit(x);
}
