// goto backwards: a loop in the old style.
// derivatives: iterate(x)
double iterate(double x) {
  int i = 0;
again:
  x = x - 0.3 * (x * x - 2);
  ++i;
  if (i < 5) goto again;
  return x;
}
