// An active value copied byte by byte, through pointers taken before it was active.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
double f(double x) {
  double from = 0;
  double to = 0;
  const char* source = reinterpret_cast<const char*>(&from);
  char* target = reinterpret_cast<char*>(&to);
  from = x * x;
// expect-error@+2:43: active data is accessed as 'char' [ReinterpretActive]
// expect-note@+1:43: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  for (int i = 0; i < 8; ++i) target[i] = source[i];
  return to * x;
}
