// Distance of a posed hand model to measured points: plain C++, written without differentiation in mind.
#include "hand_tracking.hpp"

#include <cmath>

namespace hand_tracking {
namespace {

constexpr int kFingers = 5;
constexpr int kBonesPerFinger = 4;
constexpr int kFirstFingerBone = 2;

Affine multiply(const Affine& a, const Affine& b) {
  Affine c;
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 4; j++) {
      c.at[i][j] = j == 3 ? a.at[i][3] : 0;
      for (int l = 0; l < 3; l++) c.at[i][j] += a.at[i][l] * b.at[l][j];
    }
  }
  return c;
}

/// Turns about the x axis, then about the z axis.
Affine joint_rotation(double bend, double spread) {
  const double cx = std::cos(bend);
  const double sx = std::sin(bend);
  const double cz = std::cos(spread);
  const double sz = std::sin(spread);
  return {{{cz, -sz * cx, sz * sx, 0}, {sz, cz * cx, -cz * sx, 0}, {0, sx, cx, 0}}};
}

/// Rotation by an angle-axis vector (Rodrigues), and translation.
Affine global_transform(const double* rotation, const double* translation) {
  Affine result = {{{1, 0, 0, translation[0]}, {0, 1, 0, translation[1]}, {0, 0, 1, translation[2]}}};
  const double angle = std::sqrt(rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2]);
  if (angle < 1e-12) return result;
  const double x = rotation[0] / angle;
  const double y = rotation[1] / angle;
  const double z = rotation[2] / angle;
  const double s = std::sin(angle);
  const double c = std::cos(angle);
  const double turn[3][3] = {{x * x + (1 - x * x) * c, x * y * (1 - c) - z * s, x * z * (1 - c) + y * s},
                             {x * y * (1 - c) + z * s, y * y + (1 - y * y) * c, y * z * (1 - c) - x * s},
                             {x * z * (1 - c) - y * s, z * y * (1 - c) + x * s, z * z + (1 - z * z) * c}};
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 3; j++) result.at[i][j] = turn[i][j];
  }
  return result;
}

/// Where each bone is in this pose.
void pose_bones(const Model& model, const double* pose, std::vector<Affine>& absolutes) {
  std::vector<double> bend(model.bones, 0.0);
  std::vector<double> spread(model.bones, 0.0);
  const double* next = pose + 6;
  for (int finger = 0; finger < kFingers; finger++) {
    const int first = kFirstFingerBone + finger * kBonesPerFinger;
    bend[first] = *next++;
    spread[first] = *next++;
    bend[first + 1] = *next++;
    bend[first + 2] = *next++;
  }
  for (int bone = 0; bone < model.bones; bone++) {
    const Affine relative = multiply(model.base_relatives[bone], joint_rotation(bend[bone], spread[bone]));
    const int parent = model.parents[bone];
    absolutes[bone] = parent < 0 ? relative : multiply(absolutes[parent], relative);
  }
}

/// Linear-blend skinning: each vertex follows the bones by its weights, then the whole hand.
void skin(const Model& model, const std::vector<Affine>& absolutes, const Affine& global, double* positions) {
  std::vector<double> blended(3 * model.vertices, 0.0);
  for (int bone = 0; bone < model.bones; bone++) {
    const Affine transform = multiply(absolutes[bone], model.inverse_base_absolutes[bone]);
    for (int v = 0; v < model.vertices; v++) {
      const double weight = model.weights[bone * model.vertices + v];
      const double* base = &model.base_positions[3 * v];
      for (int i = 0; i < 3; i++) {
        const double moved = transform.at[i][0] * base[0] + transform.at[i][1] * base[1] +
                             transform.at[i][2] * base[2] + transform.at[i][3];
        blended[3 * v + i] += weight * moved;
      }
    }
  }
  for (int v = 0; v < model.vertices; v++) {
    for (int i = 0; i < 3; i++) {
      positions[3 * v + i] = global.at[i][3];
      for (int j = 0; j < 3; j++) positions[3 * v + i] += global.at[i][j] * blended[3 * v + j];
    }
  }
}

}  // namespace

void residuals(const Model& model, int count, const double* points, const int* correspondences, const double* pose,
               const double* us, double* error) {
  std::vector<Affine> absolutes(model.bones);
  std::vector<double> positions(3 * model.vertices);
  pose_bones(model, pose, absolutes);
  skin(model, absolutes, global_transform(pose, pose + 3), positions.data());
  for (int p = 0; p < count; p++) {
    const int* corner = &model.triangles[3 * correspondences[p]];
    const double u = us[2 * p];
    const double v = us[2 * p + 1];
    for (int i = 0; i < 3; i++) {
      const double surface = u * positions[3 * corner[0] + i] + v * positions[3 * corner[1] + i] +
                             (1 - u - v) * positions[3 * corner[2] + i];
      error[3 * p + i] = points[3 * p + i] - surface;
    }
  }
}

}  // namespace hand_tracking
