#include "hidden_friends.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(evaluate, in(sample(4)));
  return check::report();
}
