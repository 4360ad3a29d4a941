#include "struct_state.expected.hpp"

#include <tuple>

inline auto members(Model& m) { return std::tie(m.state, m.position, m.speed); }

#include "check_schedules.h"

int main() {
  Model model;
  model.state = {0.5, 0.7, 0.9};
  CHECK_SCHEDULES(run, inout(model));
  return check::report();
}
