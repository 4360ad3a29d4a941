// A function that neither returns nor writes a number.
// refuses: NoDependent
// backsweep: --adjoint 'f(x)'
// expect-error@+1:6: 'f' has neither a floating-point result nor a parameter it could write one to [NoDependent]
void f(double x, int* count) { *count = x > 0 ? 1 : 0; }
