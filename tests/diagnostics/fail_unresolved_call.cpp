// A call through a function pointer that comes from outside.
// refuses: UnresolvedCall
// backsweep: --gradient 'f(x)'
// expect-error@+2:54: call through 'model' cannot be resolved to one function [UnresolvedCall]
// expect-note@+1:54: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
double f(double (*model)(double), double x) { return model(x) * x; }
