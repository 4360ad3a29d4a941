// Arrays shifted so that subscripts start at one.
// derivatives: difference(x[n] -> y[n])
void difference(double* x, double* y, int n) {
  double* xx = x - 1;
  double* yy = y - 1;
  for (int i = 1; i <= n; ++i) yy[i] = xx[i] * xx[i];
  for (int i = 2; i <= n; ++i) yy[i] -= xx[i - 1] * yy[i - 1];
}
