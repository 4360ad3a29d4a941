// Steps point an outer variable elsewhere: the pointer to the adjoints follows it, in steps of every kind.
// derivatives: until_found(x[n])
// derivatives: passes(x[n])
#include <backsweep/annotate.h>

#include <cmath>

double until_found(const double* x, int n, int last) {
  double a[6];
  for (int i = 0; i < 6; ++i) a[i] = x[i % n] * (1 + 0.1 * i);
  double* p = a;
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 4; ++t) {
    p = a + t % 3;
    a[0] = std::sin(a[0] + 0.3 * p[2]);
    if (t == last) break;
  }
  return p[1] * a[2] + a[0];
}

double passes(const double* x, int n) {
  double a[6];
  for (int i = 0; i < 6; ++i) a[i] = x[i % n] * (1 + 0.1 * i);
  double* p = a;
  int pass = 0;
  BACKSWEEP_CHECKPOINT()
  while (true) {
    if (++pass > 4) break;
    p = a + pass % 3;
    BACKSWEEP_CHECKPOINT()
    for (int t = 0; t < pass; ++t) {
      p = a + (pass + t) % 4;
      p[0] = std::sin(p[0] * p[2]);
    }
    p[1] *= 0.9;
  }
  return p[1] * a[2] + a[0];
}
