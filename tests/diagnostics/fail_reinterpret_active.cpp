// Active data read as another type.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
// expect-error@+2:10: the extent of 'x' cannot be inferred [NoExtent]
// expect-note@+1:10: write it in the request, for example 'f(x[n])' [WriteExtent]
double f(const double* x) {
// expect-error@+2:31: active data is read as 'const unsigned long *' [ReinterpretActive]
// expect-note@+1:31: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  const unsigned long* bits = reinterpret_cast<const unsigned long*>(x);
  return static_cast<double>(bits[0]) * x[0];
}
