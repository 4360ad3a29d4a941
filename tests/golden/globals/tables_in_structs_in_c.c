/* Variables of a C file that nobody writes: tables that structs lead to, and numbers that a recursion reads. */
// derivatives: series(x)
// derivatives: continued(x)
static double sine_data[4] = {-0.33, 0.0025, 0.0006, 0.1};
static double cosine_data[3] = {0.16, -0.0008, 0.3};

typedef struct {
  double *c;
  int order;
  double a, b;
} cheb_series;

static cheb_series sine = {sine_data, 3, -1, 1};
static cheb_series cosine = {cosine_data, 2, -1, 1};
static double third = 0.33;
double scale = 0.9;

static double cheb_eval(const cheb_series *cs, const double x) {
  double d = 0.0, dd = 0.0;
  const double y = (2.0 * x - cs->a - cs->b) / (cs->b - cs->a);
  for (int j = cs->order; j >= 1; j--) {
    const double temp = d;
    d = 2.0 * y * d - dd + cs->c[j];
    dd = temp;
  }
  return y * d - dd + 0.5 * cs->c[0];
}

double series(double x) { return cheb_eval(&sine, x) * cheb_eval(&cosine, x * x); }

double continued(double x, int n) {
  if (n == 0) return x * scale;
  return third * continued(x * x, n - 1) + x;
}
