#include "realloc_of_members.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double squares(const double* x, int n); }
namespace primal { extern "C" double parted(const double* x, int n); }

int main() {
  CHECK_DERIVATIVES_OF(primal::squares, squares, in(sample(7)), fixed(7));
  CHECK_DERIVATIVES_OF(primal::parted, parted, in(sample(8)), fixed(8));
  return check::report();
}
