// The comma operator in an expression and in a loop header.
// derivatives: sequence(x)
double sequence(double x) {
  double y = 0;
  double z = (y = x * x, y + x);
  for (int i = 0; i < 3; y *= x, ++i) z += y;
  return y = y * z, y + 1;
}
