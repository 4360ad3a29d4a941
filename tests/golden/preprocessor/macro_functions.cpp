// Functions that macros define, and a #line directive in front of one.
// derivatives: generated(x, y)
#define DEFINE(name, body) \
  double name(double x, double y) { return body; }
#define SQUARE(a) ((a) * (a))

DEFINE(inner, SQUARE(x - y) * x)
#line 40 "model.template"
double generated(double x, double y) {
  const double größe = inner(x, y);
  return SQUARE(größe) + x;
}
