#include "annotated_in_c.expected.hpp"

#include "check_derivatives.h"

inline auto members(particle& p) { return std::tie(p.speed); }
namespace primal { extern "C" double energy(const double* x, particle* p); }

int main() {
  CHECK_DERIVATIVES_OF(primal::energy, energy, in(sample(3)), inout(Buffer<particle>{{{1.1, 0.6, 0.7}}}));
  return check::report();
}
