#include "returned_sum.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_GRADIENT(logistic, in(sample(4)), fixed(4));
  CHECK_GRADIENT(products, in(sample(4)), fixed(4));
  CHECK_HVP(logistic, in(sample(4)), fixed(4));
  return check::report();
}
