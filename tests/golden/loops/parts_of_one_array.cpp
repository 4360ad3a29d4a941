// Adjoints of two pointers into one array: compilers are told that iterations are independent where the parts lie apart, and
// only there.
// derivatives: halves(x[2 * n])
// derivatives: neighbours(x[2 * n])
#include <vector>

double halves(const double* x, int n) {
  std::vector<double> state(x, x + 2 * n);
  double sum = 0;
  for (int step = 0; step < 3; ++step) {
    const double* u = state.data();
    const double* v = state.data() + n;
    for (int i = 0; i < n; ++i) sum += u[i] * v[i] * x[i];
    for (double& one : state) one *= 0.5;
  }
  return sum;
}

double neighbours(const double* x, int n) {
  std::vector<double> state(x, x + 2 * n);
  double sum = 0;
  for (int step = 0; step < 3; ++step) {
    const double* u = state.data();
    const double* v = state.data() + 1;
    for (int i = 0; i < n; ++i) sum += u[i] * v[i] * x[i];
    for (double& one : state) one *= 0.5;
  }
  return sum;
}
