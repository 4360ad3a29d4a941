// Jacobian of the hand tracking residuals as Backsweep emitted it: one tangent that carries all directions.
#include <array>

#include "hand_tracking.backsweep.hpp"
#include "input.hpp"

namespace hand_tracking {
namespace {

using Directions = std::array<double, kDirections>;

bench::Runner make(long size) {
  // Room for the transposed Jacobian, as a caller keeps it from step to step.
  const auto error_dot = std::make_shared<std::vector<Directions>>();
  return run_jacobian(size, [error_dot](const Input& input, double* error, double* columns) {
    const std::size_t rows = input.points.size();
    error_dot->resize(rows);
    std::vector<Directions> pose_dot(kPoseSize);
    for (std::size_t k = 0; k < kPoseSize; ++k) pose_dot[k][k] = 1;
    // No residual depends on two points, so one direction serves all of them.
    std::vector<Directions> us_dot(input.us.size());
    for (std::size_t i = 0; i < us_dot.size(); ++i) us_dot[i][kPoseSize + i % 2] = 1;
    residuals_tangent(input.model, input.count, input.points.data(), input.correspondences.data(), input.pose.data(),
                      input.us.data(), error, pose_dot.data(), us_dot.data(), error_dot->data());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t k = 0; k < kDirections; ++k) columns[k * rows + row] = (*error_dot)[row][k];
    }
  });
}

const bench::Registration registration{"backsweep", make};

}  // namespace
}  // namespace hand_tracking
