#include "size_mark.expected.hpp"

#include "check_derivatives.h"

int main() {
  const int index[] = {4, 0, 4};
  CHECK_GRADIENT(scattered, in(sample(5)), fixed(static_cast<const int*>(index)), fixed(3), fixed(5));
  return check::report();
}
