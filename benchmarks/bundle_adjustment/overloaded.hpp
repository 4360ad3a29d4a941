// The reprojection error again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>

#include "input.hpp"

namespace bundle_adjustment {

template <class T>
void cross_of(const T* a, const T* b, T* out) {
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}

template <class T>
void rotate_of(const T* rotation, const T* point, T* rotated) {
  using std::cos;
  using std::sin;
  using std::sqrt;
  const T squared = rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2];
  if (squared == 0.0) {
    cross_of(rotation, point, rotated);
    for (int i = 0; i < 3; ++i) rotated[i] += point[i];
    return;
  }
  const T theta = sqrt(squared);
  const T cosine = cos(theta);
  const T sine = sin(theta);
  T axis[3];
  T turned[3];
  for (int i = 0; i < 3; ++i) axis[i] = rotation[i] / theta;
  cross_of(axis, point, turned);
  const T along = (axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2]) * (1.0 - cosine);
  for (int i = 0; i < 3; ++i) rotated[i] = point[i] * cosine + turned[i] * sine + axis[i] * along;
}

/// `active`: the camera's parameters, the point, the weight.
template <class T>
void reprojection_error_of(const T* active, const double* feature, T* error) {
  const T* const point = active + kCameraSize;
  T centred[3];
  T seen[3];
  for (int i = 0; i < 3; ++i) centred[i] = point[i] - active[3 + i];
  rotate_of(active, centred, seen);
  const T u = seen[0] / seen[2];
  const T v = seen[1] / seen[2];
  const T squared = u * u + v * v;
  const T factor = 1.0 + active[9] * squared + active[10] * squared * squared;
  error[0] = active[14] * (u * factor * active[6] + active[7] - feature[0]);
  error[1] = active[14] * (v * factor * active[6] + active[8] - feature[1]);
}

}  // namespace bundle_adjustment
