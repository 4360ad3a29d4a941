// Elements of an array whose constructor reads a variable that may be active.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
double scale = 1;

struct Scaled {
  double value;
  Scaled() : value(scale) {}
};

double f(double x) {
  scale = x * x;
// expect-error@+1:3: the default constructor of 'Scaled', which does more than set constants, is not supported on an active path [Unsupported]
  Scaled many[3];
  return many[1].value;
}
