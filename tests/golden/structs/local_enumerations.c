/* Local enumerations and types belong to their functions, whatever else has their names. */
/* derivatives: four(x[N]) */
/* derivatives: two(x[4]) */
/* derivatives: weighed(W[2], x) */
/* derivatives: tabled(x[3]) */

double four(const double *x, int N) {
  double s = 0;
  for (int i = 0; i < N; i++) s += x[i] * x[i];
  return s;
}

double two(const double *x) {
  enum { N = 2, W };
  double s = 0;
  for (int i = 0; i < N; i++) s += (int)W * x[i] * x[i];
  return s;
}

double weighed(const double *W, double x) { return W[0] * x * x + W[1]; }

double tabled(const double *x) {
  enum { M = 3 };
  struct row {
    double v[M];
  } t;
  double s = 0;
  for (int i = 0; i < M; i++) t.v[i] = x[i] * x[i];
  for (int i = 0; i < M; i++) s += t.v[i] * t.v[M - 1 - i];
  return s;
}
