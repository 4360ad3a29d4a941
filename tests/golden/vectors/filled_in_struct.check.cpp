#include "filled_in_struct.expected.hpp"

#include "check_derivatives.h"

inline auto members(Series& series) { return std::tie(series.total, series.values, series.ends); }

int main() {
  CHECK_DERIVATIVES(collect, in(sample(4)), fixed(4), in(sample()), inout(Series{0.5, {1, 2}, {3, 4, 5, 6}}));
  return check::report();
}
