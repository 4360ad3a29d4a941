// Extents that make no sense: of a number, and not positive.
// refuses: BadRequest
// backsweep: --adjoint 'f(x[3])' --adjoint 'g(v[0])'
// expect-error@+1:8: cannot read the request 'f(x[3])': 'x' is no array or pointer that could have an extent [BadRequest]
double f(double x) { return x * x; }
// expect-error@+1:8: cannot read the request 'g(v[0])': the extent of 'v' must be positive [BadRequest]
double g(const double* v) { return v[0]; }
