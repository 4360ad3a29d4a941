#include "grown_under_references.expected.hpp"

#include "check_schedules.h"

inline auto members(Model& m) { return std::tie(m.l); }

int main() {
  CHECK_DERIVATIVES(appended, in(std::vector<double>{0.6, 1.7}), in(1.4));
  CHECK_DERIVATIVES(objects, in(Model{{1.5, 2}}), in(1.4));
  CHECK_DERIVATIVES(resized, inout(Model{{1.5, 2}}), in(1.4));
  CHECK_DERIVATIVES(pointed, inout(std::vector<double>{0.6, 1.7, 0.4}), in(1.4));
  CHECK_DERIVATIVES(rows, in(std::vector<std::vector<double>>{{0.5, 2}, {1.5}}), in(1.4));
  CHECK_SCHEDULES(stepped, in(std::vector<double>{0.6, 1.7}), in(0.9), fixed(4));
  return check::report();
}
