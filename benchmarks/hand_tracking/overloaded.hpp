// The hand tracking residuals again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <vector>

#include "input.hpp"

namespace hand_tracking {

template <class T>
struct AffineOf {
  T at[3][4];
};

template <class T, class Left, class Right>
AffineOf<T> multiply_of(const Left& a, const Right& b) {
  AffineOf<T> c;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j) {
      T sum = a.at[i][0] * b.at[0][j] + a.at[i][1] * b.at[1][j] + a.at[i][2] * b.at[2][j];
      if (j == 3) sum += a.at[i][3];
      c.at[i][j] = sum;
    }
  }
  return c;
}

template <class T>
AffineOf<T> joint_rotation_of(const T& bend, const T& spread) {
  using std::cos;
  using std::sin;
  const T cx = cos(bend), sx = sin(bend), cz = cos(spread), sz = sin(spread);
  const T zero = 0.0;
  return {{{cz, -sz * cx, sz * sx, zero}, {sz, cz * cx, -cz * sx, zero}, {zero, sx, cx, zero}}};
}

template <class T>
AffineOf<T> global_transform_of(const T* rotation, const T* translation) {
  using std::cos;
  using std::sin;
  using std::sqrt;
  const T angle = sqrt(rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2]);
  const T x = rotation[0] / angle, y = rotation[1] / angle, z = rotation[2] / angle;
  const T s = sin(angle), c = cos(angle), d = 1.0 - c;
  return {{{x * x + (1.0 - x * x) * c, x * y * d - z * s, x * z * d + y * s, translation[0]},
           {x * y * d + z * s, y * y + (1.0 - y * y) * c, y * z * d - x * s, translation[1]},
           {x * z * d - y * s, z * y * d + x * s, z * z + (1.0 - z * z) * c, translation[2]}}};
}

template <class T>
std::vector<AffineOf<T>> pose_bones_of(const Model& model, const T* pose) {
  std::vector<AffineOf<T>> absolutes;
  for (int bone = 0; bone < model.bones; ++bone) {
    const int finger = (bone - 2) / 4;
    const int joint = bone < 2 ? 3 : (bone - 2) % 4;
    const T* const angles = pose + 6 + 4 * finger;
    const T bend = joint == 3 ? T(0.0) : joint == 0 ? angles[0] : angles[1 + joint];
    const T spread = joint == 0 ? angles[1] : T(0.0);
    const auto at = static_cast<std::size_t>(bone);
    const AffineOf<T> relative = multiply_of<T>(model.base_relatives[at], joint_rotation_of(bend, spread));
    const int parent = model.parents[at];
    absolutes.push_back(parent < 0 ? relative : multiply_of<T>(absolutes[static_cast<std::size_t>(parent)], relative));
  }
  return absolutes;
}

template <class T>
std::vector<T> positions_of(const Model& model, const T* pose) {
  const auto vertices = static_cast<std::size_t>(model.vertices);
  std::vector<T> positions(3 * vertices, T(0.0));
  const std::vector<AffineOf<T>> absolutes = pose_bones_of(model, pose);
  for (std::size_t bone = 0; bone < absolutes.size(); ++bone) {
    const AffineOf<T> transform = multiply_of<T>(absolutes[bone], model.inverse_base_absolutes[bone]);
    for (std::size_t v = 0; v < vertices; ++v) {
      const double weight = model.weights[bone * vertices + v];
      const double* const base = &model.base_positions[3 * v];
      for (std::size_t i = 0; i < 3; ++i) {
        positions[3 * v + i] += weight * (transform.at[i][0] * base[0] + transform.at[i][1] * base[1] +
                                          transform.at[i][2] * base[2] + transform.at[i][3]);
      }
    }
  }
  const AffineOf<T> global = global_transform_of(pose, pose + 3);
  for (std::size_t v = 0; v < vertices; ++v) {
    const T x = positions[3 * v], y = positions[3 * v + 1], z = positions[3 * v + 2];
    for (std::size_t i = 0; i < 3; ++i) {
      positions[3 * v + i] = global.at[i][0] * x + global.at[i][1] * y + global.at[i][2] * z + global.at[i][3];
    }
  }
  return positions;
}

/// `us` are two active numbers per point; `store(row, residual)` takes the results.
template <class T, class Us, class Store>
void residuals_of(const Input& input, const T* pose, const Us& us, const Store& store) {
  const std::vector<T> positions = positions_of(input.model, pose);
  for (std::size_t p = 0; p < static_cast<std::size_t>(input.count); ++p) {
    const int* const corner = &input.model.triangles[3 * static_cast<std::size_t>(input.correspondences[p])];
    const T u = us(p, 0);
    const T v = us(p, 1);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto at = [&](int which) -> const T& { return positions[3 * static_cast<std::size_t>(corner[which]) + i]; };
      const T surface = u * at(0) + v * at(1) + (1.0 - u - v) * at(2);
      store(3 * p + i, T(input.points[3 * p + i] - surface));
    }
  }
}

}  // namespace hand_tracking
