// An active value reaches a function whose body is in none of the sources.
// refuses: NoBody
// backsweep: --gradient 'f(x)'
double measured(double x);

// expect-error@+2:41: the body of 'measured' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:41: add the file that defines 'measured' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(measured), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
static double helper(double x) { return measured(x) * 2; }

// expect-note@+1:22: reached from the call of 'helper' here [ReachedFrom]
double f(double x) { return helper(x * x); }
