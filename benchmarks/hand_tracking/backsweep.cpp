// Jacobian of the hand tracking residuals as Backsweep emitted it: one tangent per direction.
#include "hand_tracking.backsweep.hpp"
#include "input.hpp"

namespace hand_tracking {
namespace {

void jacobian(const Input& input, double* error, double* columns) {
  const std::size_t rows = input.points.size();
  for (std::size_t k = 0; k < kDirections; ++k) {
    std::vector<double> pose_dot(kPoseSize);
    std::vector<double> us_dot(input.us.size());
    if (k < kPoseSize) {
      pose_dot[k] = 1;
    } else {
      // No residual depends on two points, so one direction serves all of them.
      for (std::size_t p = k - kPoseSize; p < us_dot.size(); p += 2) us_dot[p] = 1;
    }
    residuals_tangent(input.model, input.count, input.points.data(), input.correspondences.data(), input.pose.data(),
                      input.us.data(), error, pose_dot.data(), us_dot.data(), columns + k * rows);
  }
}

const bench::Registration registration{"backsweep", [](long size) { return run_jacobian(size, jacobian); }};

}  // namespace
}  // namespace hand_tracking
