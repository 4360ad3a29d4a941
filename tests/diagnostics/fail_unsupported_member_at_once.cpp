// Arrays and containers of objects whose members have their values from the beginning: references and constants
// refuses: Unsupported
// backsweep: --gradient 'array(x[n])' --gradient 'library_array(x[n])' --gradient 'container(x[n])' --gradient 'constants(x[n])'
#include <array>
#include <vector>

struct Sum {
  double& total;
  double weight;
  void add(double t) { total += weight * t; }
};

double array(const double* x, int n) {
  double a = x[0], b = x[1];
// expect-error@+2:3: an array of 'Sum', whose member 'total' is a reference, is not supported on an active path [Unsupported]
// expect-note@+1:3: keep a pointer or an index in place of the reference [WayOut]
  Sum sums[2] = {{a, x[2]}, {b, x[3]}};
  for (int i = 0; i < n; ++i) sums[i % 2].add(x[i]);
  return a * b;
}

double library_array(const double* x, int n) {
  double a = x[0], b = x[1];
// expect-error@+2:3: an array of 'Sum', whose member 'total' is a reference, is not supported on an active path [Unsupported]
// expect-note@+1:3: keep a pointer or an index in place of the reference [WayOut]
  std::array<Sum, 2> sums{{{a, x[2]}, {b, x[3]}}};
  for (auto& one : sums) one.add(a * x[n - 1]);
  return a * b;
}

double container(const double* x, int n) {
  std::vector<double> v(x, x + n);
// expect-error@+2:3: a container of 'Sum', whose member 'total' is a reference, is not supported on an active path [Unsupported]
// expect-note@+1:3: keep a pointer or an index in place of the reference [WayOut]
  std::vector<Sum> sums;
  for (auto& one : v) sums.push_back({one, x[0]});
  for (int i = 0; i < n; ++i) sums[i].add(v[(i + 1) % n]);
  return v[0] * v[1];
}

struct Term {
  const double factor;
  double power;
};

double constants(const double* x, int n) {
// expect-error@+2:3: an array of 'Term', whose member 'factor' is constant, is not supported on an active path [Unsupported]
// expect-note@+1:3: declare the member without const [WayOut]
  const Term terms[2] = {{x[0], x[1]}, {x[2], x[n - 1]}};
  return terms[0].factor * terms[1].power;
}
