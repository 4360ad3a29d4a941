// An output beside the result that the request does not name: in several directions at once it has no adjoint of its own.
// refuses: Unsupported
// backsweep: --adjoint 'f(x)' --directions=2
// expect-error@+2:20: 'y', which carries active values and is not listed, is not supported on an active path [Unsupported]
// expect-note@+1:20: list it among the independents or dependents [WayOut]
double f(double x, double& y) {
  y = x * x;
  return y * x;
}
