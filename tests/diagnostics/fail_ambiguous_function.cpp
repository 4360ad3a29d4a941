// A request that fits two overloads.
// refuses: AmbiguousFunction
// backsweep: --gradient 'f(x)'
// expect-error@+3:8: 'f' names more than one function [AmbiguousFunction]
// expect-note@+2:8: candidate: 'f(double)' [Candidate]
// expect-note@+1:8: say which one by its parameter types, for example 'f(double)(x)' [WayOut]
double f(double x) { return x * x; }
// expect-note@+1:8: candidate: 'f(double, double)' [Candidate]
double f(double x, double y) { return x * y; }
