// An active value handed to a C function that writes through a pointer and whose body is in none of the sources.
// refuses: NoBody
// backsweep: --adjoint 'f(x -> y)'
void fill(double x, double *y);

// expect-error@+2:31: the body of 'fill' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:31: add the file that defines 'fill' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(fill), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
void f(double x, double *y) { fill(x, y); }
