// The gradient of a function that returns nothing and writes two numbers.
// refuses: NoResult
// backsweep: --gradient 'f(x)'
// expect-error@+2:6: 'f' has no scalar result to take the gradient of [NoResult]
// expect-note@+1:6: ask for the adjoint instead: --adjoint 'f(x)' [WayOut]
void f(double x, double* y, double* z) {
  *y = x * x;
  *z = *y * x;
}
