// An active value in a member of a union.
// refuses: UnionActive
// backsweep: --gradient 'f(x)'
union Value {
  double real;
  long whole;
};

double f(double x) {
  Value v;
// expect-error@+2:3: member 'real' of a union is active [UnionActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  v.real = x * x;
// expect-error@+2:10: member 'real' of a union is active [UnionActive]
// expect-note@+1:10: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return v.real;
}
