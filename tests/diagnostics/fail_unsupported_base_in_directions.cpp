// The base of an object, in several directions at once: the structs that hold these have no bases.
// refuses: Unsupported
// backsweep: --directions=3 --tangent 'pointed(x[2])' --tangent 'passed(x[2])'
struct Base {
  double m = 3;
};
struct Square : Base {
  double k = 1;
};

double pointed(const double* x) {
  Square s;
  s.m = x[0];
  s.k = x[1];
// expect-error@+2:3: a pointer or reference to the base of an object with derivatives with several directions is not supported on an active path [Unsupported]
// expect-note@+1:3: leave --directions away, and call the derivative once for each direction [WayOut]
  Base* b = &s;
  b->m *= x[1];
  return s.m * s.k;
}

double powers(const Base& b, int n) { return n > 0 ? powers(b, n - 1) * b.m : b.m; }

double passed(const double* x) {
  Square s;
  s.m = x[0];
// expect-error@+2:3: a pointer or reference to the base of an object with derivatives with several directions is not supported on an active path [Unsupported]
// expect-note@+1:3: leave --directions away, and call the derivative once for each direction [WayOut]
  return powers(s, 2) * s.k * x[1];
}
