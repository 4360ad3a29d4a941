// The bundle adjustment benchmark: its sizes, its primal, and its Jacobian times a direction.
#include <memory>

#include "input.hpp"

namespace bundle_adjustment {
namespace {

void evaluate(const Input& input, std::vector<double>& errors, std::vector<double>& weight_errors) {
  residuals(input.count, input.cameras.data(), input.points.data(), input.weights.data(), input.observations.data(),
            input.features.data(), errors.data(), weight_errors.data());
}

std::vector<double> evaluate_at(long size, const std::vector<double>& at) {
  Input input = make_input(size);
  auto next = at.begin();
  for (std::vector<double>* part : {&input.cameras, &input.points, &input.weights}) {
    for (double& component : *part) component = *next++;
  }
  std::vector<double> errors(input.features.size());
  std::vector<double> weight_errors(input.weights.size());
  evaluate(input, errors, weight_errors);
  return bench::concatenate({&errors, &weight_errors});
}

std::vector<double> apply(long size, const std::vector<double>& derivative, const std::vector<double>& x_dot) {
  const Input input = make_input(size);
  const auto count = static_cast<std::size_t>(input.count);
  const double* const points_dot = x_dot.data() + input.cameras.size();
  const double* const weights_dot = points_dot + input.points.size();
  std::vector<double> result(3 * count);
  for (std::size_t i = 0; i < count; ++i) {
    const double* const camera_dot = x_dot.data() + kCameraSize * input.observations[2 * i];
    const double* const point_dot = points_dot + 3 * input.observations[2 * i + 1];
    for (std::size_t row = 0; row < 2; ++row) {
      const double* const block = &derivative[(2 * i + row) * kColumns];
      double sum = block[kColumns - 1] * weights_dot[i];
      for (int j = 0; j < kCameraSize; ++j) sum += block[j] * camera_dot[j];
      for (int j = 0; j < 3; ++j) sum += block[kCameraSize + j] * point_dot[j];
      result[2 * i + row] = sum;
    }
    result[2 * count + i] = derivative[2 * kColumns * count + i] * weights_dot[i];
  }
  return result;
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto output = std::make_shared<Output>(*input);
                                         return bench::Runner{[=] {
                                                                evaluate(*input, output->errors, output->weight_errors);
                                                                return output->errors[0];
                                                              },
                                                              {}};
                                       }};

}  // namespace
}  // namespace bundle_adjustment

const bench::Problem& bench::problem() {
  static const Problem problem{"bundle_adjustment",
                               {31843},
                               100,
                               [](long size) { return bundle_adjustment::make_input(size).independents(); },
                               bundle_adjustment::evaluate_at,
                               bundle_adjustment::apply};
  return problem;
}
