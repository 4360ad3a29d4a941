// The layout of a matrix must be clear: the rows of a vector of vectors may have any length each.
// refuses: NoLayout
// backsweep: --hessian 'sum(rows)'
#include <vector>

// expect-error@+2:12: how many numbers 'rows' holds, and in which order, cannot be told [NoLayout]
// expect-note@+1:12: ask for --hvp, where shadows have the shape of what they belong to [WayOut]
double sum(const std::vector<std::vector<double>>& rows) {
  double total = 0;
  for (const std::vector<double>& row : rows) {
    for (const double value : row) total += value * value;
  }
  return total;
}
