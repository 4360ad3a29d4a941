// Vectors of the caller that grow: their adjoints may come in the size before the call or in that after it.
// derivatives: extend(x -> x)
// backsweep: --gradient 'product(x)'
#include <vector>

void extend(std::vector<double>& x) {
  x.push_back(3 * x[0] * x[1]);
  x[0] = x[2] * x[1];
}

double product(std::vector<double>& x) {
  x.push_back(x[0] * x[1]);
  x[0] = 2 * x[2];
  return x[2] * x[0];
}
