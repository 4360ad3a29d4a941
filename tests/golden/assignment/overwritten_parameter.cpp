// A by-value parameter is overwritten; its adjoint belongs to the value on entry.
// derivatives: overwritten(x, y)
double overwritten(double x, double y) {
  const double before = x * y;
  x = x * x + y;
  y = 2;
  x *= y;
  return before * x;
}
