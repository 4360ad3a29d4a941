// A request that names a parameter which the function does not have.
// refuses: UnknownParameter
// backsweep: --gradient 'f(z)'
// expect-error@+2:8: 'f' has no parameter 'z' [UnknownParameter]
// expect-note@+1:8: its parameters are: x, y [WayOut]
double f(double x, double y) { return x * y; }
