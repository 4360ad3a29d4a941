// Neither a request on the command line nor an annotation in the source.
// refuses: NoRequest
// expect-error@0: nothing to differentiate: no request given and no annotated function in 'fail_no_request.cpp' [NoRequest]
double f(double x) { return x * x; }
