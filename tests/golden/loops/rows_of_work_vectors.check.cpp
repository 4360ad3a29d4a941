#include "rows_of_work_vectors.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(distances, in(sample(6)), in(sample(9)), fixed(2), fixed(3), fixed(3));
  for (const int m : {0, 1}) CHECK_DERIVATIVES(distances, in(sample(6)), in(sample(m == 0 ? 0 : 3)), fixed(2), fixed(m), fixed(3));
  for (const int first : {0, 1, 3, 5}) {
    CHECK_DERIVATIVES(later_centres, in(sample(2)), in(sample(6)), fixed(first), fixed(3), fixed(2));
  }
  CHECK_DERIVATIVES(carried, in(sample(3)), fixed(3), fixed(4));
  for (const int m : {1, 4}) CHECK_DERIVATIVES(read_behind, in(sample(3)), fixed(3), fixed(m));
  CHECK_DERIVATIVES(one_in_a_branch, in(sample(3)), fixed(3), fixed(4));
  return check::report();
}
