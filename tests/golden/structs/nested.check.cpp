#include "nested.expected.hpp"

#include "check_derivatives.h"

inline auto members(Point& p) { return std::tie(p.x, p.y); }
inline auto members(Spring& s) { return std::tie(s.ends, s.stiffness); }
inline auto members(System& s) { return std::tie(s.spring, s.centre); }

int main() {
  CHECK_DERIVATIVES(potential, in(System{{{{0.2, 0.4}, {1.5, 1.1}}, 0.9}, {0.8, 1.2}}));
  return check::report();
}
