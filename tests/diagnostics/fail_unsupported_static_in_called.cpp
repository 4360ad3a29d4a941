// A static variable that decides what a call does, read again in the reverse sweep of a function that stays a call.
// refuses: Unsupported
// backsweep: --gradient 'total(x[4])'
#include <cmath>

// expect-error@+2:8: 'calls', a static variable that the reverse sweep reads through a call, is not supported on an active path [Unsupported]
// expect-note@+1:8: make it a global variable, or a variable of the caller [WayOut]
double counted(const double* p) {
  static int calls = 0;
  calls++;
  return std::sin(p[0] * p[1] * calls);
}

// expect-note@+1:33: reached from the call of 'counted' here [ReachedFrom]
double total(const double* x) { return counted(x) * counted(x + 2); }
