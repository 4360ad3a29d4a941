// Loops to checkpoint at lines without one, in a function that its caller has a copy of and in one that is not reached.
// refuses: NoLoop
// backsweep: --gradient 'f(x)' --checkpoint 'times:2' --checkpoint 'aside:2'
// expect-error@+2:23: 'times' has no loop at line 2 [NoLoop]
// expect-note@+1:23: only loops that the functions asked for run can be marked [WayOut]
template <class Step> void times(double& x, int n, const Step& step) {
  for (int i = 0; i < n; ++i) x = step(x);
}
double f(double x, int n) {
  times(x, n, [](double value) { return value * value; });
  return x;
}
// expect-error@+2:1: 'aside' has no loop at line 2 [NoLoop]
// expect-note@+1:1: only loops that the functions asked for run can be marked [WayOut]
double aside(double x) {
  for (int i = 0; i < 3; ++i) x = x * x;
  return x;
}
