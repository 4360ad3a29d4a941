// A jump from the middle of a try block: which way it went is known to nobody.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
#include <stdexcept>

static void require(int n) {
  if (n < 0) throw std::domain_error("negative");
}

double f(double x, int n) {
// expect-error@+2:3: a jump out of this statement is not supported on an active path [Unsupported]
// expect-note@+1:3: note in a variable how it ends, and jump behind it [WayOut]
  try {
    require(n);
    if (n == 0) return 0;
  } catch (const std::exception&) {
    throw;
  }
  return x * x;
}
