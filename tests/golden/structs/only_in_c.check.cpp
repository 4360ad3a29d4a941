#include "only_in_c.expected.hpp"

#include "check_derivatives.h"

inline auto members(cell::range& r) { return std::tie(r.low, r.high); }
inline auto members(cell& c) { return std::tie(c.at); }

namespace primal {
extern "C" {
double by_axis(const double* x);
double by_mode(const cell* c);
double by_view(double* x, int n);
double by_table(const double* x);
}
}  // namespace primal

int main() {
  CHECK_DERIVATIVES_OF(primal::by_axis, by_axis, in(sample(3)));
  for (const auto one : {OPEN, CLOSED}) {
    CHECK_DERIVATIVES_OF(primal::by_mode, by_mode, in(Buffer<cell>{{{{0.7, 1.3}, one, true}}}));
  }
  CHECK_DERIVATIVES_OF(primal::by_view, by_view, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES_OF(primal::by_table, by_table, in(sample(6)));
  return check::report();
}
