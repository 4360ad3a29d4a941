// The conditional operator, nested, on values and on lvalues.
// derivatives: choose(x, y)
double choose(double x, double y) {
  double larger = x > y ? x * x : y * x;
  larger += x < 0.6 ? 1 : y < 0.6 ? x * y : y / x;
  (x > y ? x : y) = larger * 2;
  return x * y;
}
