// Distance of a posed hand model to measured points, as in ADBench.
#pragma once

#include <vector>

namespace hand_tracking {

/// Number of pose parameters: global rotation 3, global translation 3, per finger four joint angles.
constexpr int kPoseSize = 26;

/// An affine map of space: three rows of a rotation or shear, and a translation.
struct Affine {
  double at[3][4];
};

/// A hand skinned over bones. The first two bones are the wrist and the palm, then come four per finger.
struct Model {
  int bones;
  int vertices;
  /// Per bone: its parent, or -1.
  std::vector<int> parents;
  /// Per bone: its place relative to its parent in the base pose.
  std::vector<Affine> base_relatives;
  /// Per bone: from the coordinates of the base pose to those of the bone.
  std::vector<Affine> inverse_base_absolutes;
  /// Three coordinates per vertex.
  std::vector<double> base_positions;
  /// bones*vertices influences, bone by bone.
  std::vector<double> weights;
  /// Three vertices per triangle.
  std::vector<int> triangles;
};

/// Differences between `count` points (three coordinates each) and their correspondents on the surface: points of the
/// given triangles at the barycentric coordinates `us` (two each). Writes 3*count numbers.
void residuals(const Model& model, int count, const double* points, const int* correspondences, const double* pose,
               const double* us, double* error);

}  // namespace hand_tracking
