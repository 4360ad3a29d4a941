// An active value seen through a pointer to a union.
// refuses: UnionActive
// backsweep: --gradient 'f(x)'
union Bits {
  double real;
  unsigned long whole;
};

// expect-error@+4:38: member 'whole' of a union is active [UnionActive]
// expect-note@+3:38: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
// expect-error@+2:38: member 'whole' of a union is active [UnionActive]
// expect-note@+1:38: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
static void clear_sign(Bits* bits) { bits->whole &= ~(1UL << 63); }

double f(double x) {
  double y = 0;
  Bits* bits = reinterpret_cast<Bits*>(&y);
  y = x * x;
// expect-note@+2:3: reached from the call of 'clear_sign' here [ReachedFrom]
// expect-note@+1:3: reached from the call of 'clear_sign' here [ReachedFrom]
  clear_sign(bits);
  return y;
}
