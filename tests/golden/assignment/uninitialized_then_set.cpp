// Locals declared first and set on every path later.
// derivatives: late(x)
double late(double x) {
  double a, b;
  if (x > 1) {
    a = x * x;
    b = 2;
  } else {
    a = x;
    b = x * 3;
  }
  return a * b;
}
