// A request for an output that the function has only a copy of.
// refuses: BadRequest
// backsweep: --adjoint 'f(x -> y)'
// expect-error@+1:8: cannot read the request 'f(x -> y)': the function cannot write 'y': it has a copy of it, or may only read it [BadRequest]
double f(double x, double y) { return x * y; }
