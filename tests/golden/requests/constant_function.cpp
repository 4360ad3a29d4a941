// A callee declared constant by the user: its derivative is zero by the user's word.
// backsweep:
#include <backsweep/annotate.h>

BACKSWEEP_CONSTANT double damping(double x) { return x > 0 ? 0.5 : 2.0; }

BACKSWEEP_ADJOINT(x)
BACKSWEEP_TANGENT(x)
double damped(double x) { return damping(x) * x * x; }
