// Lambdas that capture by value and by reference.
// derivatives: captured(x, y)
double captured(double x, double y) {
  double total = 0;
  const auto scaled = [x](double t) { return x * t * t; };
  const auto add = [&total, &y](double t) {
    total += t * y;
    y *= 1.5;
  };
  add(scaled(y));
  add(x);
  return total * y + scaled(0.5);
}
