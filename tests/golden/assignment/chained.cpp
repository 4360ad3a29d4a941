// a = b = c, with compound assignments in the chain.
// derivatives: chained(x -> y[3])
void chained(double x, double* y) {
  y[0] = y[1] = y[2] = x * x;
  y[2] = y[0] += x;
  double a;
  double b;
  a = b = x * y[0];
  (a += b) *= x;
  y[1] = a - b;
}
