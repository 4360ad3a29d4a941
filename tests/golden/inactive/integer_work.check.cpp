#include "integer_work.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(ranked, in(sample(6)), fixed(6), fixed(std::string("ma")));
  return check::report();
}
