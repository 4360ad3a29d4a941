#include "size_mark_before_function.expected.hpp"

#include "check_derivatives.h"

extern "C" double scattered(const double* x, const int* index, int n, int size);
extern "C" double gathered(const double* x, const int* index, int n, int size);

int main() {
  const int index[] = {4, 0, 4};
  CHECK_GRADIENT(scattered, in(sample(5)), fixed(static_cast<const int*>(index)), fixed(3), fixed(5));
  CHECK_GRADIENT(gathered, in(sample(5)), fixed(static_cast<const int*>(index)), fixed(3), fixed(5));
  return check::report();
}
