// A template, differentiated for double.
#pragma once
#include <vector>

template <class T>
T norm(const std::vector<T>& v) {
  T sum = 0;
  for (const T& x : v) sum += x * x;
  return sum;
}
