// An integer as independent.
// refuses: NotDifferentiable
// backsweep: --gradient 'f(n)'
// expect-error@+1:8: 'n' of type 'int' cannot be differentiated [NotDifferentiable]
double f(double x, int n) { return x * n; }
