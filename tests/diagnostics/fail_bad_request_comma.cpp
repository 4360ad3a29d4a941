// A request without a comma between two parameters: the first is no type.
// refuses: BadRequest
// backsweep: --gradient 'f(x y)'
// expect-error@0: cannot read the request 'f(x y)': no ',' behind 'x' [BadRequest]
// expect-note@+1:8: candidate: 'f(double, double)' [Candidate]
double f(double x, double y) { return x * y; }
