// Pointers into a vector that grows behind them: in the reverse sweep the elements are elsewhere.
// refuses: Unsupported
// backsweep: --gradient 'pointer(x[n])' --gradient 'iterator(x[n])'
#include <vector>

double pointer(const double* x, int n) {
  std::vector<double> v{x[0], x[1]};
  double* first = &v[0];
  const double t = *first * x[n - 1];
// expect-error@+2:3: 'first' here (it may move the elements that this points to, and the reverse sweep reads them there) is not supported on an active path [Unsupported]
// expect-note@+1:3: use an index instead, or make the vector as large as it gets before taking a pointer or iterator [WayOut]
  v.push_back(t);
  return v[1] * v[2];
}

double iterator(const double* x, int n) {
  std::vector<double> v{x[0], x[1]};
  for (int i = 0; i < n; ++i) {
    const auto last = v.end() - 1;
// expect-error@+2:5: 'last' here (it may move the elements that this points to, and the reverse sweep reads them there) is not supported on an active path [Unsupported]
// expect-note@+1:5: use an index instead, or make the vector as large as it gets before taking a pointer or iterator [WayOut]
    v.push_back(*last * x[i]);
  }
  return v.back();
}
