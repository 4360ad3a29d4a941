#include "recursion_reads_table.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(nested, in(0.7));
  return check::report();
}
