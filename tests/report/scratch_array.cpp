// An array whose elements may live on stands against fusing a loop; one that each iteration overwrites does not.
// backsweep: --gradient 'ring(x[n])' --gradient 'scratch(x[n])'
#include <cmath>

double ring(const double* x, int n) {
  double last[3] = {1, 1, 1};
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    last[i % 3] = std::sin(x[i]);
    sum += last[0] * last[1] * last[2];
  }
  return sum;
}

double scratch(const double* x, int n) {
  double work[3];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < 3; ++k) work[k] = std::sin(x[i] + k);
    sum += work[0] * work[1] * work[2];
  }
  return sum;
}
