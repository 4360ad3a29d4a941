// Default member initializers, designated order, copies that are changed apart.
// derivatives: defaults(x)
struct Options {
  double scale = 2;
  double offset = 0.5;
  int power = 2;
};

double defaults(double x) {
  Options options;
  Options other = options;
  other.scale *= x;
  options.offset = x * other.scale;
  double value = 1;
  for (int i = 0; i < options.power; ++i) value *= x * options.scale + other.offset + options.offset;
  return value * other.scale;
}
