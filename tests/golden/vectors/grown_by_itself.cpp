// Elements appended that are made of the vector's last ones: their adjoints go to the vector as it was before.
// derivatives: powers(x[n])
// derivatives: fibonacci(x[2])
// derivatives: rows(x[2])
// derivatives: widened(x[n])
#include <vector>

double powers(const double* x, int n) {
  std::vector<double> p(x, x + n);
  p.push_back(p.back() * x[0]);
  p.emplace_back(p[p.size() - 1] * p[p.size() - 2]);
  return p.back();
}

double fibonacci(const double* x, int n) {
  std::vector<double> f{x[0], x[1]};
  for (int i = 2; i < n; i++) f.push_back(f.back() * f[f.size() - 2] + f[0]);
  return f.back();
}

double rows(const double* x) {
  std::vector<std::vector<double>> v;
  v.push_back({x[0], x[1]});
  v.push_back(v.back());
  return v[0][0] * v[1][1];
}

double widened(const double* x, int n) {
  std::vector<double> w(x, x + n);
  w.resize(w.size() + 2, w.back() * w[0]);
  double sum = 0;
  for (double e : w) sum += e * e;
  return sum;
}
