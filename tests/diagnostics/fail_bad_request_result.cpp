// `return` in a request is the whole result.
// refuses: BadRequest
// backsweep: --adjoint 'f(x -> return.first)'
#include <utility>

// expect-error@+1:27: cannot read the request 'f(x -> return.first)': 'return' is the whole result; nothing may stand behind it [BadRequest]
std::pair<double, double> f(double x) { return {x, x * x}; }
