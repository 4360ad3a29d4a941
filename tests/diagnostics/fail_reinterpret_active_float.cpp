// Active values stored in memory of another real type.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
double f(double x) {
  float scratch[4] = {0, 0, 0, 0};
  void* memory = scratch;
  double* slots = static_cast<double*>(memory);
// expect-error@+2:3: active data is accessed as 'double' [ReinterpretActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  slots[0] = x * x;
// expect-error@+2:10: active data is accessed as 'double' [ReinterpretActive]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return slots[0] * x;
}
