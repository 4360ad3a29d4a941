// One callee, called with different arguments active.
// derivatives: contexts(x)
double weighted(double a, double b, double c) { return a * b * b + c * a; }

double contexts(double x, double p) {
  double sum = weighted(x, p, 1);
  sum += weighted(p, x, 2);
  sum *= weighted(x, x, p);
  return sum + weighted(p, p, p);
}
