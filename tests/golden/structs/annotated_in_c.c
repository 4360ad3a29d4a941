/* Annotations in what is printed again for C++: members, variables, functions that stay calls, macros. */
/* derivatives: energy(x[3], p) */
#include <backsweep/annotate.h>
#include <math.h>

#define KNOWN BACKSWEEP_CONSTANT double
/* No annotation, for all that its name says. */
#define BACKSWEEP_UNIT 2

struct particle {
  KNOWN mass;
  BACKSWEEP_CONSTANT double charge;
  double speed;
};

static BACKSWEEP_CONSTANT const double scale[2] = {0.5, 2};

BACKSWEEP_CONSTANT
static inline int positive(const double *x, int n) {
  int count = 0;
  BACKSWEEP_SIZE(x, n)
  BACKSWEEP_STORE
  for (int i = 0; i < n; ++i) count += BACKSWEEP_UNIT - (fabs(x[i]) > 0);
  return count;
}

double energy(const double *x, struct particle *p) {
  const int count = positive(x, 3);
  p->speed = x[1] * p->speed;
  return scale[0] * p->mass * p->speed * p->speed + p->charge * x[0] * exp(x[2]) * count;
}
