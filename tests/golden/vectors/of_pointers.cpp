// Vectors of pointers to active numbers, declared with them.
// derivatives: product(x[n])
// derivatives: redirected(x[n])
#include <vector>

double product(const double* x, int n) {
  std::vector<const double*> at{x, x + 1, x + n - 1};
  double result = 1;
  for (const double* p : at) result *= *p;
  at[0] = x + 2;
  for (const double* p : at) result += *p * result;
  return result;
}

double redirected(const double* x, int n) {
  double first = x[0], last = x[n - 1];
  const std::vector<double*> at{&first, &last};
  std::vector<double*> others(at);
  others[1] = &first;
  *others[1] *= *at[1];
  return *at[0] * *at[1] * *others[0];
}
