// A request for a function that is not there.
// refuses: UnknownFunction
// backsweep: --gradient 'nothing(x)'
// expect-error@0: no function 'nothing' in the sources [UnknownFunction]
// expect-note@+1:8: candidate: 'something(double)' [Candidate]
double something(double x) { return x; }
