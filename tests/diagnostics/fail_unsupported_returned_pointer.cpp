// A recursion gives back a pointer to active values.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])'
double* last(double* p, int n) {
  if (n == 1) return p;
  p[1] *= p[0];
// expect-error@+2:3: a pointer to active values that 'last' returns is not supported on an active path [Unsupported]
// expect-note@+1:3: return a number or an object, or give the address out through a parameter [WayOut]
  return last(p + 1, n - 1);
}

double f(const double* x, int n) {
  double t[8];
  for (int i = 0; i < n; ++i) t[i] = x[i];
// expect-note@+3:3: reached from the call of 'last' here [ReachedFrom]
// expect-error@+2:3: a pointer to active values that 'last' returns is not supported on an active path [Unsupported]
// expect-note@+1:3: return a number or an object, or give the address out through a parameter [WayOut]
  return *last(t, n);
}
