// [=] and [&], an init capture, a mutable lambda, one called in place.
// derivatives: lambdas(x, y)
double lambdas(double x, double y) {
  double z = x * y;
  const auto by_value = [=](double t) { return t * z; };
  z = z * z;
  auto by_reference = [&] { x += z; };
  by_reference();
  const auto with_initializer = [w = x * z](double t) { return w * t; };
  double step = 1;
  auto stateful = [step, x]() mutable {
    step *= x;
    return step;
  };
  step = stateful() + stateful();
  const double at_once = [&] {
    if (y > 1) return x * y;
    return y * y;
  }();
  return by_value(x) + with_initializer(y) * step + at_once;
}
