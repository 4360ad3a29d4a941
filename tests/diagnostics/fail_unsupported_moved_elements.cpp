// Pointers into a vector that grows or is swapped while they are in use: in the reverse sweep the elements are elsewhere.
// refuses: Unsupported
// backsweep: --gradient 'grown(x[n])' --gradient 'stepped(x[n])' --gradient 'renewed_at_times(x[n])' --gradient 'kept_behind_scope(x[n])'
#include <vector>

double grown(const double* x, int n) {
  std::vector<double> v(x, x + n);
  v.reserve(100);
  const double* first = &v[0];
// expect-error@+2:31: 'first' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:31: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
  for (int i = 0; i < 3; ++i) v.push_back(*first * x[i]);
  return v[1] * v.back();
}

double stepped(const double* x, int n) {
  std::vector<double> v(x, x + n), w(x, x + n);
  double* p = v.data();
  for (int t = 0; t < 3; ++t) {
    for (int i = 1; i < n; ++i) p[i] *= w[i - 1];
// expect-error@+2:5: 'p' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
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

double kept_behind_scope(const double* x, int n) {
  std::vector<double> v(x, x + n);
  double sum = 0;
  for (double* p = v.data(); p != v.data() + n; ++p) sum += *p * *p;
// expect-error@+2:3: 'p' here (it may move the elements that this points to, which the reverse sweep reads) is not supported on an active path [Unsupported]
// expect-note@+1:3: use an index instead, or take the pointer where the vector is no longer grown or swapped [WayOut]
  v.push_back(sum);
  return v[1] * v.back();
}
