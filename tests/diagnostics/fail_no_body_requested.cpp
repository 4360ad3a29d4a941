// A request for a function that is only declared.
// refuses: NoBody
// backsweep: --gradient 'declared(x)'
// expect-error@+2:8: the body of 'declared' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:8: add the file that defines 'declared' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(declared), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
double declared(double x);
