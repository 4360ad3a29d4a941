// The hand tracking benchmark: its sizes, its primal, and its Jacobian times a direction.
#include <algorithm>

#include "input.hpp"

namespace hand_tracking {
namespace {

void evaluate(const Input& input, double* error) {
  residuals(input.model, input.count, input.points.data(), input.correspondences.data(), input.pose.data(),
            input.us.data(), error);
}

std::vector<double> evaluate_at(long size, const std::vector<double>& at) {
  Input input = make_input(size);
  std::copy(at.begin(), at.begin() + kPoseSize, input.pose.begin());
  std::copy(at.begin() + kPoseSize, at.end(), input.us.begin());
  std::vector<double> error(input.points.size());
  evaluate(input, error.data());
  return error;
}

std::vector<double> apply(long size, const std::vector<double>& columns, const std::vector<double>& x_dot) {
  const std::size_t rows = 3 * static_cast<std::size_t>(size);
  std::vector<double> result(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < kPoseSize; ++k) result[row] += columns[k * rows + row] * x_dot[k];
    const std::size_t own = kPoseSize + row / 3 * 2;
    for (std::size_t k = 0; k < 2; ++k) result[row] += columns[(kPoseSize + k) * rows + row] * x_dot[own + k];
  }
  return result;
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto error = std::make_shared<std::vector<double>>(input->points.size());
                                         return bench::Runner{[=] {
                                                                evaluate(*input, error->data());
                                                                return (*error)[0];
                                                              },
                                                              {}};
                                       }};

}  // namespace
}  // namespace hand_tracking

const bench::Problem& bench::problem() {
  static const Problem problem{"hand_tracking",
                               {500},
                               20,
                               [](long size) {
                                 const hand_tracking::Input input = hand_tracking::make_input(size);
                                 return concatenate({&input.pose, &input.us});
                               },
                               hand_tracking::evaluate_at,
                               hand_tracking::apply};
  return problem;
}
