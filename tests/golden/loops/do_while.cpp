// A body that runs at least once.
// derivatives: halve(x, y)
double halve(double x, double y) {
  double sum = 0;
  do {
    sum += x * y;
    x = x / 2 + 0.01 * y;
  } while (x > 0.2);
  return sum * x;
}
