// A recursion that reads active values moves a pointer of which its derivative gets no shadow.
// refuses: Unsupported
// backsweep: --tangent 'f(x[n])'
struct View {
  const double* p;
  int n;
};

double take(View& view, const double* y, int k) {
  if (k == 0) return y[0] * y[0];
  ++view.p;
  --view.n;
  return y[k] + take(view, y, k - 1);
}

double f(const double* x, int n) {
  View view{x, n};
// expect-error@+2:3: a pointer to active values that 'take' moves, which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index [WayOut]
  double sum = take(view, x, 2);
  for (int i = 0; i < view.n; ++i) sum += view.p[i] * view.p[i] * (i + 1);
  return sum;
}
