// goto forwards, to the clean-up at the end.
// derivatives: checked_ratio(x, y)
double checked_ratio(double x, double y) {
  double value = x;
  if (y < 0.1) goto done;
  value = value / y;
  if (value > 2) goto done;
  value = value * value;
done:
  return value * x;
}
