/* Pointers to functions that may be null, in conditions; enumerators that bound loops. */
/* derivatives: logged(x) */
/* derivatives: stepped(x[3]) */
/* backsweep: --inline-limit=0 */
enum { SIZE = 3 };

double logged(double x, void (*report)(double), int (*skips)(int)) {
  double y = x * x;
  if (report) y += 1;
  if (!skips || (report && x > 0)) y *= x;
  return report ? y * y : y;
}

static void step(double* a) {
  for (int k = 0; k < SIZE; ++k) {
    const double t = a[k] * a[0];
    a[k] = t * t;
  }
}

double stepped(const double* x) {
  double a[SIZE];
  for (int i = 0; i < SIZE; ++i) a[i] = x[i];
  step(a);
  return a[0] * a[1] * a[2];
}
