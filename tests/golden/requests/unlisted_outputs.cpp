// Outputs beside the result, and work space, that the request does not name: their adjoints are the function's own.
// derivatives: by_reference(x)
// derivatives: by_vector(x)
// derivatives: in_struct(x)
// backsweep: --gradient 'work(x)' --gradient 'by_pointer(x)'
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

double by_reference(double x, double& y) {
  y = x * x;
  return std::sin(y) * x;
}

double by_vector(const std::vector<double>& x, std::vector<double>& y) {
  y = x;
  y[0] *= x[1];
  return y[0] * x[1];
}

struct Info {
  double largest;
  int count;
};

double in_struct(double x, Info& info) {
  info.largest = x > 1 ? x * x : x;
  ++info.count;
  return info.largest * x;
}

double by_pointer(double x, double* y) {
  *y = x * x;
  return *y * x;
}

double work(double x, double* w, int n) {
  BACKSWEEP_SIZE(w, n)
  w[0] = x;
  for (int i = 0; i < 3; ++i) w[(i + 1) % n] = x * w[i % n];
  return w[0];
}
