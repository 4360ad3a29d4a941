// The input of the bundle adjustment benchmark and the shape of its Jacobian.
#pragma once

#include <memory>
#include <vector>

#include "bundle_adjustment.hpp"
#include "harness.hpp"

namespace bundle_adjustment {

/// Columns of an observation's two rows: the camera's, the point's, the weight's.
constexpr int kColumns = kCameraSize + 3 + 1;

struct Input {
  int count = 0;
  std::vector<double> cameras;
  std::vector<double> points;
  std::vector<double> weights;
  std::vector<double> features;
  std::vector<int> observations;
  std::vector<double> independents() const { return bench::concatenate({&cameras, &points, &weights}); }
};

/// `size` observations, of about four cameras per point.
inline Input make_input(long size) {
  Input input;
  input.count = static_cast<int>(size);
  const auto count = static_cast<std::size_t>(size);
  const std::size_t camera_count = count < 1000 ? 7 : 49;
  const std::size_t point_count = count / 4 + 1;
  const std::vector<double> noise = bench::random_vector(camera_count * kCameraSize, -1, 1, 1);
  const double centre[kCameraSize] = {0.1, -0.2, 0.3, 0, 0, -6, 500, 320, 240, 0.01, -0.001};
  const double spread[kCameraSize] = {0.2, 0.2, 0.2, 0.5, 0.5, 0.5, 50, 5, 5, 0.005, 0.0005};
  for (std::size_t i = 0; i < noise.size(); ++i) {
    input.cameras.push_back(centre[i % kCameraSize] + spread[i % kCameraSize] * noise[i]);
  }
  input.points = bench::random_vector(3 * point_count, -1, 1, 2);
  input.weights = bench::random_vector(count, 0.5, 1.5, 3);
  input.features = bench::random_vector(2 * count, 0, 640, 4);
  for (std::size_t i = 0; i < count; ++i) {
    input.observations.push_back(static_cast<int>((i * 31) % camera_count));
    input.observations.push_back(static_cast<int>(i / 4));
  }
  return input;
}

/// The residuals and the non-zero blocks of their Jacobian: two rows of kColumns per observation.
struct Output {
  explicit Output(const Input& input)
      : errors(input.features.size()),
        weight_errors(input.weights.size()),
        blocks(input.weights.size() * 2 * kColumns),
        weight_derivatives(input.weights.size()) {}
  std::vector<double> flat() const { return bench::concatenate({&blocks, &weight_derivatives}); }

  std::vector<double> errors;
  std::vector<double> weight_errors;
  std::vector<double> blocks;
  std::vector<double> weight_derivatives;
};

/// A runner that calls `block(camera, point, weight, feature, error, block, weight_error, weight_derivative)` for each
/// observation.
template <class Block>
bench::Runner run_blocks(long size, Block block) {
  const auto input = std::make_shared<const Input>(make_input(size));
  const auto output = std::make_shared<Output>(*input);
  const auto run = [input, output, block] {
    for (int i = 0; i < input->count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const double* const camera = input->cameras.data() + kCameraSize * input->observations[2 * at];
      const double* const point = input->points.data() + 3 * input->observations[2 * at + 1];
      block(camera, point, input->weights[at], &input->features[2 * at], &output->errors[2 * at],
            &output->blocks[2 * kColumns * at], output->weight_errors[at], output->weight_derivatives[at]);
    }
    return output->errors[0];
  };
  return bench::Runner{run, [output] { return output->flat(); }};
}

}  // namespace bundle_adjustment
