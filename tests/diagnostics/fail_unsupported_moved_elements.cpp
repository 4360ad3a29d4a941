// Pointers into a vector that grows behind them: in the reverse sweep the elements are elsewhere.
// refuses: Unsupported
// backsweep: --gradient 'pointer(x[n])' --gradient 'iterator(x[n])' --gradient 'stepped(x[n])' --gradient 'renewed_at_times(x[n])'
#include <vector>

double pointer(const double* x, int n) {
  std::vector<double> v{x[0], x[1]};
  double* first = &v[0];
  const double t = *first * x[n - 1];
// expect-error@+2:3: 'first' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:3: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
  v.push_back(t);
  return v[1] * v[2];
}

double iterator(const double* x, int n) {
  std::vector<double> v{x[0], x[1]};
  for (int i = 0; i < n; ++i) {
    const auto last = v.end() - 1;
// expect-error@+2:5: 'last' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:5: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
    v.push_back(*last * x[i]);
  }
  return v.back();
}

double stepped(const double* x, int n) {
  std::vector<double> v(x, x + n), w(x, x + n);
  for (int t = 0; t < 3; ++t) {
    const double* p = v.data();
    double* q = w.data();
    for (int i = 1; i < n; ++i) q[i] = p[i - 1] * p[i];
// expect-error@+4:5: 'p' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+3:5: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
// expect-error@+2:5: 'q' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:5: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
    v.swap(w);
  }
  return v[n - 1];
}

double renewed_at_times(const double* x, int n) {
  std::vector<double> v(x, x + n), w(x, x + n);
  const double* p = v.data();
// expect-error@+2:3: 'p' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:3: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
  v.swap(w);
  if (n > 3) p = v.data();
  return p[0] * x[1];
}
