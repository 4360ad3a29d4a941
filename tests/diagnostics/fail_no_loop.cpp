// A checkpointed loop asked for at a line without one.
// refuses: NoLoop
// backsweep: --gradient 'f(x)' --checkpoint 'f:2'
// expect-error@+1:8: 'f' has no loop at line 2 [NoLoop]
double f(double x) {
  for (int i = 0; i < 3; ++i) x = x * x;
  return x;
}
