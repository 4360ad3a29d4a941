// A request with an unclosed bracket.
// refuses: BadRequest
// backsweep: --gradient 'f(x[n)'
// expect-error@0: cannot read the request 'f(x[n)': '(' without ')' [BadRequest]
double f(const double* x, int n) { return x[n - 1]; }
