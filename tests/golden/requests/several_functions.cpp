// Several functions in one run, one of them called by the other.
// backsweep: --adjoint 'first(x)' --tangent 'first(x)' --gradient 'second(x, y)'
double first(double x) { return x * x * x; }
double second(double x, double y) { return first(x) * first(y * x); }
