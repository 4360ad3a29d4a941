// A variable of the file that another function sets, in a function that calls itself.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
static double third = 0.33;

void set_third(double value) { third = value; }

// expect-error@+2:8: 'third', a global variable that carries active values through a call, is not supported on an active path [Unsupported]
// expect-note@+1:8: declare it const if nothing changes it, else hand it over as an argument [WayOut]
double f(double x, int n) {
  if (n == 0) return x;
  return third * f(x * x, n - 1);
}
