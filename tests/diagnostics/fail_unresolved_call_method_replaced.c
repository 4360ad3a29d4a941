/* A function that is called through its object, and puts another one in its place */
/* refuses: UnresolvedCall */
/* backsweep: --gradient 'relaxed(x[2])' */
struct process {
  double a, k;
  void (*step)(struct process *p);
};

static void grow(struct process *p) { p->a *= p->k; }

static void relax(struct process *p) {
  p->a -= p->k * p->a;
  p->step = grow;
}

double relaxed(const double *x) {
  struct process s = {x[0], x[1], relax};
// expect-error@+2:3: call through 'step' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  s.step(&s);
// expect-error@+2:3: call through 'step' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  s.step(&s);
  return s.a;
}
