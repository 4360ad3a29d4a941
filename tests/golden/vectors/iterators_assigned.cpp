// Iterators that are assigned: to others, to what erase gives, in a loop that erases; insert of several copies.
// derivatives: moved(x[n])
// derivatives: erased(x[n])
// derivatives: erased_in_loop(x[n])
// derivatives: backwards(x[n])
// derivatives: several_copies(x[n])
#include <vector>

double moved(const double* x, int n) {
  std::vector<double> v(x, x + n);
  auto it = v.begin() + 1;
  double s = *it;
  it = v.begin() + 2;
  *it *= s;
  std::vector<double>::const_iterator end;
  end = v.end();
  for (std::vector<double>::const_iterator i = it; i != end; ++i) s += *i * s;
  return s;
}

double erased(const double* x, int n) {
  std::vector<double> v(x, x + n);
  auto it = v.begin() + 1;
  it = v.erase(it);
  *it *= x[0];
  return v[0] * v[1] * v[2];
}

double erased_in_loop(const double* x, int n) {
  std::vector<double> v(x, x + n);
  for (auto it = v.begin(); it != v.end();) {
    if (*it < -0.5) {
      it = v.erase(it);
    } else {
      ++it;
    }
  }
  double s = 1;
  for (const double e : v) s = s * 0.5 + e * e;
  return s;
}

double backwards(const double* x, int n) {
  std::vector<double> v(x, x + n);
  auto it = v.rbegin();
  double s = *it;
  it = v.rbegin() + 2;
  for (; it != v.rend(); ++it) s = s * *it + *it;
  return s;
}

double several_copies(const double* x, int n) {
  std::vector<double> v(x, x + n);
  v.insert(v.begin() + 1, 2, x[0] * x[1]);
  v.insert(v.end(), 1, v[2]);
  double s = 0;
  for (const double e : v) s = s * e + e;
  return s;
}
