// A copy of an object with vectors and pointers whose vectors a function that stays a call gives another size.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])' --inline-limit=0
#include <cstddef>
#include <vector>

struct Table {
  std::vector<double> values;
  const double* weights;
};

// expect-error@+2:17: 'table', a copy with pointers whose vectors 'extended' gives another size, is not supported on an active path [Unsupported]
// expect-note@+1:17: raise --inline-limit where it is not recursive, or copy the vectors apart [WayOut]
double extended(Table table, double last) {
  table.values.push_back(last);
  double sum = 0;
  for (std::size_t i = 0; i < table.values.size(); ++i) sum += table.values[i] * table.weights[i];
  return sum;
}

double f(const double* x, int n) {
  const Table table{std::vector<double>(x, x + n - 1), x};
// expect-note@+1:3: reached from the call of 'extended' here [ReachedFrom]
  return extended(table, x[0]);
}
