// A generic lambda, instantiated for two types.
// derivatives: generic(x)
double generic(double x) {
  const auto square = [](auto value) { return value * value; };
  return square(x) * square(3) + square(square(x));
}
