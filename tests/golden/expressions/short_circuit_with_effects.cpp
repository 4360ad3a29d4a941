// Right sides of && and || that assign.
// derivatives: effects(x)
double effects(double x, int n) {
  double y = x;
  double z = 0.5;
  if (n > 0 && (y = y * x) > 0.2) z += y;
  if (n > 2 || (z = z * y) > 5) y += z;
  const bool flag = !(n == 1) && (x *= 2) > 0;
  return flag ? x * y * z : y + z;
}
