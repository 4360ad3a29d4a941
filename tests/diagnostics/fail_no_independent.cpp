// A function without floating-point parameters.
// refuses: NoIndependent
// backsweep: --gradient 'f'
// expect-error@+1:8: 'f' has no floating-point parameter to differentiate with respect to [NoIndependent]
double f(int n) { return 0.5 * n; }
