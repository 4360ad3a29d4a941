// The result and an output parameter are both dependent.
// derivatives: solve(a, b -> x, return)
double solve(double a, double b, double* x) {
  *x = b / a;
  return *x * *x + a;
}
