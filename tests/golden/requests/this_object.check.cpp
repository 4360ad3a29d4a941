#include "this_object.expected.hpp"

#include "check_derivatives.h"

inline auto members(Filter& f) { return std::tie(f.gain(), f.state()); }

int main() {
  const auto primal = [](Filter& filter, double x) { return filter.push(x); };
  CHECK_DERIVATIVES_OF(primal, push, inout(Filter(0.3)), in(sample()));
  return check::report();
}
