// Ends that C makes through null, and texts that functions take without const.
// derivatives: chosen(x[n])
// derivatives: guarded(x[n])
// derivatives: counted(x[n])
// backsweep: --inline-limit=0
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wnull-dereference"
#endif

static void fail(char text[]) {
  fprintf(stderr, "%s\n", text);
  exit(1);
}

double chosen(const double* x, int n) {
  double s = x[0] * x[0];
  if (n == 5) s = s * x[1];
  else if (n == 6) s = 2 * s;
  else *(int*)0 = 0;
  return s;
}

double guarded(const double* x, int n) {
  double s = 0;
  char* name = "guarded";
  for (int i = 0; i < n; ++i) {
    if (x[i] == 0) fail("zero");
    s += log(fabs(x[i])) * (name[0] == 'g');
  }
  return s;
}

/* A counter that is read as it is stepped, where its subscript changes behind. */
double counted(const double* x, int n) {
  int c[4] = {0, 1, 2, 3}, i, p;
  double w = 0.1;
  for (int k = 0; k < 4 && k < n; k++) {
    for (int top = 0; top < k; top++) {
      i = top;
      for (p = 0; p < c[top]; p++) w -= x[k] * w;
      p = c[i]++;
      w += x[p % n];
    }
  }
  return w;
}
