// A function template, differentiated through one instantiation.
// derivatives: norm<double>(x[n])
#include <cmath>

template <class T>
T norm(const T* x, int n) {
  T sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * x[i];
  return std::sqrt(sum);
}

template double norm<double>(const double* x, int n);
