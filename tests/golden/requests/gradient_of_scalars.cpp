// Value and gradient of a function of scalars; no list means every floating-point parameter.
// backsweep: --gradient rosenbrock
double rosenbrock(double x, double y, int scale) {
  const double a = 1 - x;
  const double b = y - x * x;
  return a * a + scale * b * b;
}
