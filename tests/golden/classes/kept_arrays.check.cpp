#include "kept_arrays.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(swept, in(sample(3)));
  return check::report();
}
