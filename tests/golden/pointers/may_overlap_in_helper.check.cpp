#include "may_overlap_in_helper.expected.hpp"

#include "check_derivatives.h"

// What is seen replaces the first two coordinates of the point.
inline void replaced(const double* camera, double* point, double scale) { look(camera, point, scale, point); }
#ifndef CHECK_VALUES
inline void replaced_adjoint(const double* camera, double* point, double scale, double* camera_bar, double* point_bar) {
  look_adjoint(camera, point, scale, point, camera_bar, point_bar, point_bar);
}
inline void replaced_tangent(const double* camera, double* point, double scale, double* camera_dot, double* point_dot) {
  look_tangent(camera, point, scale, point, camera_dot, point_dot, point_dot);
}
#endif

int main() {
  CHECK_DERIVATIVES(look, in(sample(6)), in(sample(3)), fixed(0.8), inout(sample(2)));
  CHECK_DERIVATIVES(replaced, in(sample(6)), inout(sample(3)), fixed(0.8));
  return check::report();
}
