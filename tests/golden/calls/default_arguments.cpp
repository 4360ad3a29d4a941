// Default arguments and overloads.
// derivatives: defaults(x)
double power(double x, int n = 2) {
  double result = 1;
  for (int i = 0; i < n; ++i) result *= x;
  return result;
}
double power(double x, double y) { return x * y * y; }

double defaults(double x) { return power(x) + power(x, 3) * power(x, x); }
