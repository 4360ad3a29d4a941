// A request that lists one independent twice.
// refuses: BadRequest
// backsweep: --gradient 'f(x, x)'
// expect-error@+1:8: cannot read the request 'f(x, x)': 'x' is listed twice [BadRequest]
double f(double x, double y) { return x * y; }
