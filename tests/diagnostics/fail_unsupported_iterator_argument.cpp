// Iterators are pointers in derivatives, and a recursive function takes none.
// refuses: Unsupported
// backsweep: --gradient 'weighed(x[n])'
#include <vector>

static double total(std::vector<double>::const_iterator first, std::vector<double>::const_iterator last) {
  if (first == last) return 0;
// expect-error@+2:3: an iterator handed to 'total', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: hand over a pointer to numbers or to the struct [WayOut]
  return *first * *first + 0.5 * total(first + 1, last);
}

double weighed(const double* x, int n) {
  const std::vector<double> v(x, x + n);
// expect-note@+3:3: reached from the call of 'total' here [ReachedFrom]
// expect-error@+2:3: an iterator handed to 'total', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: hand over a pointer to numbers or to the struct [WayOut]
  return total(v.begin(), v.end());
}
