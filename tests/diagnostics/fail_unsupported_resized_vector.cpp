// A function that is not inlined gives a vector of active values another size, and has no derivatives of it.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])' --inline-limit=3
#include <cstddef>
#include <vector>

void reset(std::vector<double>& values, std::vector<double>& work, int n, int mode) {
  std::size_t more = 0;
  if (mode == 1) more = 1;
  if (mode == 2) more = 2;
  values.assign(static_cast<std::size_t>(n) + more, 1.0);
  work.assign(static_cast<std::size_t>(n), 0.5);
}

double f(const double* x, int n) {
  std::vector<double> values;
  std::vector<double> work;
  reset(values, work, n, 0);
  double sum = 0;
  for (std::size_t i = 0; i < work.size(); ++i) {
    values[i] *= x[i];
    work[i] += values[i];
    sum += work[i] * values[i];
  }
// expect-error@+2:3: a vector that held active values, and that 'reset', which is not inlined, gives another size, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, or resize the vector in the caller [WayOut]
  reset(values, work, 2, 0);
  return sum + values[0] * x[0];
}
