// Pointers to elements that go over to another vector: in the forward mode the pointers to the tangents go with them.
// backsweep: --jacobian 'taken_over(x[2] -> y[3])' --jacobian 'exchanged(x[2] -> y[3])'
#include <utility>
#include <vector>

void taken_over(const double* x, double* y) {
  std::vector<double> v(3, x[0]);
  double* p = v.data();
  std::vector<double> w(std::move(v));
  for (int i = 0; i < 3; ++i) p[i] *= x[1] + i;
  for (std::size_t i = 0; i < 3; ++i) y[i] = w[i];
}

void exchanged(const double* x, int steps, double* y) {
  std::vector<double> v(3, x[0]);
  std::vector<double> w(3, x[1]);
  double* p = v.data();
  for (int t = 0; t < steps; ++t) {
    p[t] *= x[1];
    v.swap(w);
  }
  for (std::size_t i = 0; i < 3; ++i) y[i] = v[i] * (w[i] + 1);
}
