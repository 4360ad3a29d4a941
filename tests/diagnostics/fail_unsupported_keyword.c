// A member of a C struct whose name C++ reserves.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
struct sample {
  double class;
};

double f(double x) {
// expect-error@+1:3: the member 'class', a keyword of C++, is not supported on an active path [Unsupported]
  struct sample s = {x};
  return s.class * s.class;
}
