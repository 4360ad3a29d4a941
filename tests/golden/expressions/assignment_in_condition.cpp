// An assignment inside the condition of if and while.
// derivatives: shrink(x)
double shrink(double x) {
  double y;
  double sum = 0;
  if ((y = x * x) > 0.25) sum += y;
  while ((y = y * 0.5) > 0.1) sum += y * x;
  return sum;
}
