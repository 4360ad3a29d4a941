// The log-sum-exp again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <vector>

#include "input.hpp"

namespace logsumexp {

template <class T>
T logsumexp_of(const Input&, const std::vector<T>& x) {
  using std::exp;
  using std::log;
  T largest = x[0];
  for (const T& element : x) {
    if (element > largest) largest = element;
  }
  T sum = 0;
  for (const T& element : x) sum += exp(element - largest);
  return largest + log(sum);
}

}  // namespace logsumexp
