// Logarithm of a sum of exponentials: plain C++, written without differentiation in mind.
#include "logsumexp.hpp"

#include <cmath>

namespace logsumexp {

double logsumexp(const double* x, int n) {
  double largest = x[0];
  for (int i = 1; i < n; i++) {
    if (x[i] > largest) largest = x[i];
  }
  double sum = 0;
  for (int i = 0; i < n; i++) sum += std::exp(x[i] - largest);
  return largest + std::log(sum);
}

}  // namespace logsumexp
