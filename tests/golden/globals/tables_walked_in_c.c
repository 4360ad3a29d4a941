/* Tables that nothing writes, though they are not const, and pointers to double walk along them. Cephes does so. */
/* derivatives: value(x[2]) */
/* derivatives: chosen(x[2]) */
/* derivatives: in_turns(x[2]) */
static double C[] = {0.5, -1.5, 2.0};
static double Q[] = {1.0, 0.25};
int sign = 1;

struct polynomial {
  double *coefficients;
};

double polevl(double x, double coef[], int N) {
  double ans;
  int i;
  double *p;
  p = coef;
  ans = *p++;
  i = N;
  do
    ans = ans * x + *p++;
  while (--i);
  return ans;
}

double p1evl(double x, double coef[], int N) {
  double *p = coef;
  double ans = x + *p++;
  int i = N - 1;
  do
    ans = ans * x + *p++;
  while (--i);
  return ans;
}

double value(const double *x) { return x[1] * polevl(x[0], C, 2) / p1evl(x[0], Q, 2); }

double chosen(const double *x) {
  struct polynomial used;
  used.coefficients = x[0] > x[1] ? C : Q;
  return used.coefficients[1] * x[0] * x[1];
}

static double lower(double a, double x);

static double upper(double a, double x) {
  if (x > 1.0) return 1 - lower(a, x / 2);
  sign = 1;
  return x * polevl(a, C, 2);
}

static double lower(double a, double x) { return 1 - a * upper(a, x); }

double in_turns(const double *x) { return upper(x[0], x[1] + 2); }
