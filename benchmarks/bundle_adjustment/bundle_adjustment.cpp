// Residuals of bundle adjustment: plain C++, written without differentiation in mind.
#include "bundle_adjustment.hpp"

#include <cmath>

namespace bundle_adjustment {
namespace {

constexpr int kRotation = 0;
constexpr int kCentre = 3;
constexpr int kFocal = 6;
constexpr int kPrincipal = 7;
constexpr int kRadial = 9;

double dot(const double* a, const double* b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

void cross(const double* a, const double* b, double* out) {
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}

/// Rotates a point by an angle-axis vector (Rodrigues).
void rotate(const double* rotation, const double* point, double* rotated) {
  const double squared = dot(rotation, rotation);
  if (squared != 0) {
    const double theta = std::sqrt(squared);
    const double cosine = std::cos(theta);
    const double sine = std::sin(theta);
    double axis[3];
    double turned[3];
    for (int i = 0; i < 3; i++) axis[i] = rotation[i] / theta;
    cross(axis, point, turned);
    const double along = dot(axis, point) * (1 - cosine);
    for (int i = 0; i < 3; i++) rotated[i] = point[i] * cosine + turned[i] * sine + axis[i] * along;
  } else {
    cross(rotation, point, rotated);
    for (int i = 0; i < 3; i++) rotated[i] += point[i];
  }
}

void distort(const double* radial, double* projected) {
  const double squared = projected[0] * projected[0] + projected[1] * projected[1];
  const double factor = 1 + radial[0] * squared + radial[1] * squared * squared;
  projected[0] *= factor;
  projected[1] *= factor;
}

void project(const double* camera, const double* point, double* projected) {
  double centred[3];
  double seen[3];
  for (int i = 0; i < 3; i++) centred[i] = point[i] - camera[kCentre + i];
  rotate(&camera[kRotation], centred, seen);
  projected[0] = seen[0] / seen[2];
  projected[1] = seen[1] / seen[2];
  distort(&camera[kRadial], projected);
  for (int i = 0; i < 2; i++) projected[i] = projected[i] * camera[kFocal] + camera[kPrincipal + i];
}

}  // namespace

void reprojection_error(const double* camera, const double* point, double weight, const double* feature,
                        double* error) {
  double projected[2];
  project(camera, point, projected);
  error[0] = weight * (projected[0] - feature[0]);
  error[1] = weight * (projected[1] - feature[1]);
}

double weight_error(double weight) { return 1 - weight * weight; }

void residuals(int count, const double* cameras, const double* points, const double* weights, const int* observations,
               const double* features, double* errors, double* weight_errors) {
  for (int i = 0; i < count; i++) {
    const double* camera = &cameras[kCameraSize * observations[2 * i]];
    const double* point = &points[3 * observations[2 * i + 1]];
    reprojection_error(camera, point, weights[i], &features[2 * i], &errors[2 * i]);
    weight_errors[i] = weight_error(weights[i]);
  }
}

}  // namespace bundle_adjustment
