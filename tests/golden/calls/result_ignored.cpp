// A callee with a result that is not used, but with effects that are.
// derivatives: ignored(x[2] -> x[2])
double scale(double* x, double factor) {
  x[0] *= factor;
  x[1] += x[0] * x[0];
  return x[0];
}

void ignored(double* x) {
  scale(x, x[1]);
  (void)scale(x, 2.0);
  scale(x, scale(x, 0.5));
}
