// An array declared outside of a loop stands against fusing it; one declared inside does not.
// backsweep: --gradient 'shared(x[n])' --gradient 'own(x[n])'
#include <cmath>

double shared(const double* x, int n) {
  double work[3];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < 3; ++k) work[k] = std::sin(x[i] + k);
    sum += work[0] * work[1] * work[2];
  }
  return sum;
}

double own(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double work[3];
    for (int k = 0; k < 3; ++k) work[k] = std::sin(x[i] + k);
    sum += work[0] * work[1] * work[2];
  }
  return sum;
}
