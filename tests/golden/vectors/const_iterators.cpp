// Iterators to constants that are made from iterators, by parentheses and braces, of locals and of members.
// derivatives: in_constructor(x[4])
// derivatives: direct(x[4])
// derivatives: braces(x[4])
#include <vector>

struct Range {
  Range(const std::vector<double>::iterator& b, const std::vector<double>::iterator& e) : begin(b), end(e) {}
  std::vector<double>::const_iterator begin, end;
};

double in_constructor(const double* x) {
  std::vector<double> v(x, x + 4);
  const Range r(v.begin(), v.end());
  return r.begin[0] * r.begin[1] + *(r.end - 1);
}

double direct(const double* x) {
  std::vector<double> v(x, x + 4);
  const std::vector<double>::const_iterator begin(v.begin());
  return begin[0] * begin[1];
}

double braces(const double* x) {
  std::vector<double> v(x, x + 4);
  const std::vector<double>::const_iterator begin{v.begin() + 1};
  return begin[0] * begin[1];
}
