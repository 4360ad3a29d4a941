// An active value in a union that a constructor gives its value.
// refuses: UnionActive
// backsweep: --gradient 'f(x)'
template <class T>
struct Value {
  union {
    T real;
    unsigned long whole;
  };
  int kind;
  Value() = default;
  explicit Value(T a) : real(a), kind(1) {}
};

double f(double x) {
// expect-error@+2:3: member 'real' of a union is active [UnionActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  Value<double> v(x * x);
  return v.real * v.kind;
}
