#include "behind_void_members.expected.hpp"

#include "check_derivatives.h"

namespace primal {
extern "C" double in_member(const double* x);
extern "C" double behind_handle(const double* x);
extern "C" double in_local(const double* x, int n);
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::in_member, in_member, in(sample(3)));
  CHECK_DERIVATIVES_OF(primal::behind_handle, behind_handle, in(sample(3)));
  CHECK_DERIVATIVES_OF(primal::in_local, in_local, in(sample(4)), fixed(4));
  return check::report();
}
