// The input of the hand tracking benchmark and the shape of its Jacobian.
#pragma once

#include <memory>
#include <vector>

#include "hand_tracking.hpp"
#include "harness.hpp"

namespace hand_tracking {

/// Columns that are kept: those of the pose, and the two of a point's own barycentric coordinates.
constexpr int kDirections = kPoseSize + 2;

struct Input {
  Model model;
  int count = 0;
  std::vector<double> points;
  std::vector<int> correspondences;
  std::vector<double> pose;
  std::vector<double> us;
};

/// A made-up hand of 544 vertices (60 for fewer than 50 points) and `size` points.
inline Input make_input(long size) {
  Input input;
  Model& model = input.model;
  model.bones = 22;
  model.vertices = size < 50 ? 60 : 544;
  const auto bones = static_cast<std::size_t>(model.bones);
  const auto vertices = static_cast<std::size_t>(model.vertices);
  const std::vector<double> noise = bench::random_vector(24 * bones, -1, 1, 1);
  for (std::size_t bone = 0; bone < bones; ++bone) {
    Affine relative{};
    Affine inverse{};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        const double one = i == j ? 1 : 0;
        relative.at[i][j] = one + 0.2 * noise[24 * bone + 4 * i + j];
        inverse.at[i][j] = one + 0.2 * noise[24 * bone + 12 + 4 * i + j];
      }
    }
    model.base_relatives.push_back(relative);
    model.inverse_base_absolutes.push_back(inverse);
    const int number = static_cast<int>(bone);
    model.parents.push_back(number < 2 ? number - 1 : (number - 2) % 4 == 0 ? 1 : number - 1);
  }
  model.base_positions = bench::random_vector(3 * vertices, -1, 1, 2);
  model.weights = bench::random_vector(bones * vertices, 0, 0.1, 3);
  for (std::size_t v = 0; v + 2 < vertices; ++v) {
    for (std::size_t corner = 0; corner < 3; ++corner) model.triangles.push_back(static_cast<int>(v + corner));
  }
  const auto count = static_cast<std::size_t>(size);
  input.count = static_cast<int>(size);
  input.points = bench::random_vector(3 * count, -1, 1, 4);
  input.pose = bench::random_vector(kPoseSize, -0.5, 0.5, 5);
  input.us = bench::random_vector(2 * count, 0, 0.5, 6);
  for (std::size_t p = 0; p < count; ++p) {
    input.correspondences.push_back(static_cast<int>(p * 7 % (vertices - 2)));
  }
  return input;
}

/// The residuals, and column by column their derivatives: kDirections columns of 3*count.
struct Output {
  explicit Output(const Input& input)
      : error(input.points.size()), columns(input.points.size() * static_cast<std::size_t>(kDirections)) {}

  std::vector<double> error;
  std::vector<double> columns;
};

/// A runner of `jacobian(input, error, columns)`.
template <class Jacobian>
bench::Runner run_jacobian(long size, Jacobian jacobian) {
  const auto input = std::make_shared<const Input>(make_input(size));
  const auto output = std::make_shared<Output>(*input);
  return bench::Runner{[=] {
                         jacobian(*input, output->error.data(), output->columns.data());
                         return output->error[0];
                       },
                       [=] { return output->columns; }};
}

}  // namespace hand_tracking
