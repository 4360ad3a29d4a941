/* What C says otherwise than C++: counted enumerations, tags inside structs, restrict, named elements of tables. */
/* derivatives: by_axis(x[3]) */
/* derivatives: by_mode(c) */
/* derivatives: by_view(x[n]) */
/* derivatives: by_table(x[6]) */
#include <math.h>
#include <stdbool.h>

enum axis { AX, AY, AZ, ACOUNT };

static double along(enum axis which, const double* x) { return which == AY ? x[which] * x[AX] : sin(x[which]); }

double by_axis(const double* x) {
  double sum = 0;
  for (enum axis i = AX; i < ACOUNT; i++) sum += along(i, x) * (i + 1);
  enum axis last = AZ;
  last--;
  return sum * x[last];
}

struct cell {
  struct range {
    double low;
    double high;
  } at;
  enum mode { OPEN, CLOSED } mode;
  _Bool is_wide;
};

double by_mode(const struct cell* c) {
  const struct range at = c->at;
  const enum mode mode = c->mode;
  if (mode == CLOSED && c->is_wide) return at.low * at.high;
  return at.low + at.high * at.high;
}

typedef struct {
  double* restrict data;
  int n;
} view_t;

double by_view(double* x, int n) {
  view_t view = {x, n};
  double sum = 0;
  for (int i = 0; i < view.n; ++i) sum += view.data[i] * view.data[i];
  return sum;
}

static const double weights[6] = {[1] = 2.0, [3] = 4.0, 0.5};
static const struct range limits[2] = {{.high = 3.0, .low = -1.0}, {.high = 5.0}};

double by_table(const double* x) {
  double sum = 0;
  for (int i = 0; i < 6; ++i) {
    if (x[i] > limits[i % 2].low && x[i] < limits[i % 2].high) sum += weights[i] * x[i] * x[i];
  }
  return sum;
}
