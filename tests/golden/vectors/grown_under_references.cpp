// Vectors that grow, and that references and pointers lead into: parameters by value, of the caller's, in objects.
// derivatives: appended(l, k)
// derivatives: objects(m, k)
// derivatives: resized(m, k)
// derivatives: pointed(v, k)
// derivatives: rows(r, k)
// derivatives: stepped(l, k)
#include <backsweep/annotate.h>

#include <vector>

double appended(std::vector<double> l, double k) {
  for (double& e : l) e *= k;
  l.push_back(k);
  return l.back() * l[0];
}

struct Model {
  std::vector<double> l;
};

double objects(Model m, double k) {
  for (double& e : m.l) e *= k;
  m.l.push_back(k);
  return m.l.back() * m.l[0];
}

double resized(Model& m, double k) {
  double& e = m.l[0];
  e *= k;
  m.l.resize(5);
  m.l[4] = k;
  return m.l.back() * m.l[0];
}

double pointed(std::vector<double>& v, double k) {
  v.push_back(k);
  double* p = v.data();
  double sum = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    p[i] *= k;
    sum += p[i] * p[i];
  }
  return sum;
}

double rows(std::vector<std::vector<double>> r, double k) {
  for (std::vector<double>& row : r) {
    for (double& e : row) e *= k;
  }
  r.push_back(r[0]);
  double sum = 0;
  for (const std::vector<double>& row : r) sum += row[0] * row[0];
  return sum;
}

double stepped(std::vector<double> l, double k, int steps) {
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < steps; ++i) {
    for (double& e : l) e *= k;
    l.push_back(k * l[0]);
  }
  return l.back() * l[0];
}
