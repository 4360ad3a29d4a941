// An error in the user's code is shown as Clang shows it.
// backsweep: --gradient 'f(x)'
// expect-error@+1:29: use of undeclared identifier 'y'
double f(double x) { return y * x; }
