// Active data read as another type.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
// expect-error@+2:10: the extent of 'x' cannot be inferred [NoExtent]
// expect-note@+1:10: write it in the request, for example 'f(x[n])' [WriteExtent]
double f(const double* x) {
  const unsigned long* bits = reinterpret_cast<const unsigned long*>(x);
// expect-error@+2:30: active data is accessed as 'unsigned long' [ReinterpretActive]
// expect-note@+1:30: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return static_cast<double>(bits[0]) * x[0];
}
