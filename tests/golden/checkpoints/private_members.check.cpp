#include "private_members.expected.hpp"

#include "check_schedules.h"

namespace {

constexpr double kHeights[4] = {0.4, 1.2, 0.7, 0.9};

double alone(double speed) {
  Wave wave(kHeights, 4);
  return handed(speed, wave);
}

#ifndef CHECK_VALUES
double alone_gradient(double speed, double& speed_bar,
                      const backsweep::Schedule& schedule = backsweep::Schedule::store_all()) {
  Wave wave(kHeights, 4);
  return handed_gradient(speed, wave, speed_bar, schedule);
}
#endif

}  // namespace

int main() {
  CHECK_SCHEDULES(simulate, in(sample(4)), fixed(4), in(0.7));
  CHECK_GRADIENT_SCHEDULES(alone, in(0.7));
  return check::report();
}
