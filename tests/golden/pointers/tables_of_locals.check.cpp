#include "tables_of_locals.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(by_table, in(sample(5)));
  CHECK_DERIVATIVES(into_vector, in(sample(5)));
  CHECK_DERIVATIVES(by_members, in(sample(5)));
  return check::report();
}
