// The emitted gradient of a checkpointed loop, given to the tool again.
// refuses: Unsupported
// backsweep: --tangent 'f_gradient(a -> a_bar)'
namespace backsweep {
class Schedule;
}
double f_gradient(double a, int n, double& a_bar, const backsweep::Schedule& schedule);
// expect-error@+2:8: a derivative of a checkpointed loop, to be differentiated once more, is not supported on an active path [Unsupported]
// expect-note@+1:8: ask for --hvp or --hessian of the function itself, or for this derivative without its checkpoint [WayOut]
double f_gradient(double a, int n, double& a_bar, const backsweep::Schedule& /*schedule*/) {
  a_bar = n;
  return a * n;
}
