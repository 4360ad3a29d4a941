#include "in_c.expected.hpp"

#include "check_derivatives.h"

inline auto members(oscillator& o) { return std::tie(o.x, o.v, o.k); }
namespace primal { extern "C" void oscillate(oscillator* o, int steps); }

int main() {
  CHECK_DERIVATIVES_OF(primal::oscillate, oscillate, inout(Buffer<oscillator>{{{0.7, 0.2, {1.1, 0.4}}}}), fixed(4));
  return check::report();
}
