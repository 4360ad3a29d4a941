// Residuals of bundle adjustment: reprojection errors of points seen by cameras, and weights.
#pragma once

namespace bundle_adjustment {

/// Camera parameters: rotation vector 3, centre 3, focal length, principal point 2, radial distortion 2.
constexpr int kCameraSize = 11;

/// Weighted distance between where the camera sees the point and the observed `feature`, two components.
void reprojection_error(const double* camera, const double* point, double weight, const double* feature, double* error);

/// Keeps a weight near one.
double weight_error(double weight);

/// All residuals: per observation two reprojection errors, and one weight error each. `observations` holds the indices
/// of the camera and the point of each.
void residuals(int count, const double* cameras, const double* points, const double* weights, const int* observations,
               const double* features, double* errors, double* weight_errors);

}  // namespace bundle_adjustment
