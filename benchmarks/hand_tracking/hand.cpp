// Jacobian of the hand tracking residuals written by hand: a joint moves only the bones behind it.
#include <algorithm>
#include <cmath>

#include "input.hpp"

namespace hand_tracking {
namespace {

constexpr int kFingers = 5;
constexpr int kFingerAngles = 4;
constexpr int kBonesPerFinger = 4;
constexpr int kFirstFingerBone = 2;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Product of two maps. `fourth` is the last entry of the fourth row of `b`: 1 for a map, 0 for a derivative of one.
Affine multiply(const Affine& a, const Affine& b, double fourth) {
  Affine c;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j) {
      c.at[i][j] = a.at[i][0] * b.at[0][j] + a.at[i][1] * b.at[1][j] + a.at[i][2] * b.at[2][j];
    }
    c.at[i][3] += fourth * a.at[i][3];
  }
  return c;
}

/// A joint's rotation and its derivatives by the two angles.
struct Joint {
  Affine value, by_bend, by_spread;
};

Joint turn(double bend, double spread) {
  const double cx = std::cos(bend), sx = std::sin(bend), cz = std::cos(spread), sz = std::sin(spread);
  return {{{{cz, -sz * cx, sz * sx, 0}, {sz, cz * cx, -cz * sx, 0}, {0, sx, cx, 0}}},
          {{{0, sz * sx, sz * cx, 0}, {0, -cz * sx, -cz * cx, 0}, {0, cx, -sx, 0}}},
          {{{-sz, -cz * cx, cz * sx, 0}, {cz, -sz * cx, sz * sx, 0}, {0, 0, 0, 0}}}};
}

/// The global transform and its derivatives by the three numbers of the rotation.
struct Global {
  Affine value;
  Affine by_rotation[3];
};

Global place(const double* pose) {
  Global g{};
  const double angle = std::sqrt(pose[0] * pose[0] + pose[1] * pose[1] + pose[2] * pose[2]);
  const double s = std::sin(angle), c = std::cos(angle), d = 1 - c;
  const double w[3] = {pose[0] / angle, pose[1] / angle, pose[2] / angle};
  const double cross[3][3] = {{0, -w[2], w[1]}, {w[2], 0, -w[0]}, {-w[1], w[0], 0}};
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) g.value.at[i][j] = w[i] * w[j] * d + (i == j ? c : 0) + s * cross[i][j];
    g.value.at[i][3] = pose[3 + i];
  }
  for (int k = 0; k < 3; ++k) {
    // Derivatives of the axis and of the angle by rotation[k].
    double w_dot[3];
    for (int i = 0; i < 3; ++i) w_dot[i] = ((i == k ? 1 : 0) - w[i] * w[k]) / angle;
    const double cross_dot[3][3] = {{0, -w_dot[2], w_dot[1]}, {w_dot[2], 0, -w_dot[0]}, {-w_dot[1], w_dot[0], 0}};
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        g.by_rotation[k].at[i][j] = (w_dot[i] * w[j] + w[i] * w_dot[j]) * d + w[i] * w[j] * s * w[k] -
                                    (i == j ? s * w[k] : 0) + c * w[k] * cross[i][j] + s * cross_dot[i][j];
      }
    }
  }
  return g;
}

/// The derivatives of a global rotation, from positions that are already rotated: by_rotation * value^T.
void make_relative(Global& g) {
  for (Affine& by : g.by_rotation) {
    const Affine absolute = by;
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        by.at[i][j] = 0;
        for (int l = 0; l < 3; ++l) by.at[i][j] += absolute.at[i][l] * g.value.at[j][l];
      }
    }
  }
}

/// Numbers per vertex: its position, then its derivatives by the finger angles, three coordinates each.
constexpr int kRow = 3 + 3 * kFingers * kFingerAngles;

/// The maps of one bone, entry by entry: by[j][r] is entry j of row r.
struct Maps {
  int bone;
  /// Where in a vertex's row the derivatives go.
  int first;
  /// How many: a bone does not move with the joints before its own.
  int rows;
  double position[4][3];
  double derivative[4][3 * kFingerAngles];
};

void set(const Affine& map, int k, double* by, int width) {
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j) by[j * width + 3 * k + i] = map.at[i][j];
  }
}

/// A finger's four bones and their derivatives by its four angles. `palm` is in the world.
void pose_finger(const Model& model, int finger, const double* angles, const Affine& palm, std::vector<Maps>& all) {
  Affine absolute = palm;
  Affine by_angle[kFingerAngles] = {};
  int known = 0;
  for (int joint = 0; joint < kBonesPerFinger; ++joint) {
    const int bone = kFirstFingerBone + finger * kBonesPerFinger + joint;
    const double bend = joint == 3 ? 0 : joint == 0 ? angles[0] : angles[joint + 1];
    const Joint turned = turn(bend, joint == 0 ? angles[1] : 0);
    const Affine relative = multiply(model.base_relatives[index(bone)], turned.value, 1);
    for (int k = 0; k < known; ++k) by_angle[k] = multiply(by_angle[k], relative, 1);
    if (joint < 3) {
      const Affine before = multiply(absolute, model.base_relatives[index(bone)], 1);
      by_angle[known++] = multiply(before, turned.by_bend, 0);
      if (joint == 0) by_angle[known++] = multiply(before, turned.by_spread, 0);
    }
    absolute = multiply(absolute, relative, 1);
    const Affine& inverse = model.inverse_base_absolutes[index(bone)];
    Maps maps{bone, 3 + 3 * finger * kFingerAngles, 3 * known, {}, {}};
    set(multiply(absolute, inverse, 1), 0, maps.position[0], 3);
    for (int k = 0; k < known; ++k) set(multiply(by_angle[k], inverse, 1), k, maps.derivative[0], 3 * kFingerAngles);
    all.push_back(maps);
  }
}

/// All bones, placed in the world but for the global translation.
std::vector<Maps> pose_bones(const Model& model, const double* pose, Affine global) {
  for (int i = 0; i < 3; ++i) global.at[i][3] = 0;
  const Affine wrist = multiply(global, model.base_relatives[0], 1);
  const Affine palm = multiply(wrist, model.base_relatives[1], 1);
  std::vector<Maps> all;
  for (int bone = 0; bone < 2; ++bone) {
    Maps maps{bone, 3, 0, {}, {}};
    set(multiply(bone == 0 ? wrist : palm, model.inverse_base_absolutes[index(bone)], 1), 0, maps.position[0], 3);
    all.push_back(maps);
  }
  for (int finger = 0; finger < kFingers; ++finger) {
    pose_finger(model, finger, pose + 6 + finger * kFingerAngles, palm, all);
  }
  return all;
}

/// Vertices that are blended together: what they need stays in the nearest cache from bone to bone.
constexpr int kChunk = 32;

/// out[v] += by * (x, y, z, 1)[v] * weight[v]
void add_row(const double* by, int width, const double (*__restrict weighted)[kChunk], double* __restrict out) {
  const double x = by[0], y = by[width], z = by[2 * width], one = by[3 * width];
  for (int v = 0; v < kChunk; ++v) {
    out[v] += x * weighted[0][v] + y * weighted[1][v] + z * weighted[2][v] + one * weighted[3][v];
  }
}

/// The rows of `count` vertices from `first` on, which are stored the other way round.
void blend_chunk(const Model& model, const std::vector<Maps>& all, int first, int count, double* rows) {
  double sums[kRow][kChunk] = {};
  double weighted[4][kChunk] = {};
  for (const Maps& maps : all) {
    for (int v = 0; v < count; ++v) {
      const double weight = model.weights[index(maps.bone * model.vertices + first + v)];
      const double* const base = &model.base_positions[index(3 * (first + v))];
      for (int i = 0; i < 3; ++i) weighted[i][v] = weight * base[i];
      weighted[3][v] = weight;
    }
    for (int i = 0; i < 3; ++i) add_row(maps.position[0] + i, 3, weighted, sums[i]);
    for (int r = 0; r < maps.rows; ++r) {
      add_row(maps.derivative[0] + r, 3 * kFingerAngles, weighted, sums[maps.first + r]);
    }
  }
  for (int v = 0; v < count; ++v) {
    for (int r = 0; r < kRow; ++r) rows[kRow * v + r] = sums[r][v];
  }
}

/// The rows of all vertices.
std::vector<double> blend(const Model& model, const std::vector<Maps>& all) {
  std::vector<double> rows(index(kRow * model.vertices));
  for (int v = 0; v < model.vertices; v += kChunk) {
    blend_chunk(model, all, v, std::min(kChunk, model.vertices - v), &rows[index(kRow * v)]);
  }
  return rows;
}

void jacobian(const Input& input, double* __restrict error, double* __restrict columns) {
  const Model& model = input.model;
  const std::size_t height = input.points.size();
  Global global = place(input.pose.data());
  const std::vector<double> rows = blend(model, pose_bones(model, input.pose.data(), global.value));
  make_relative(global);
  std::fill(columns + 3 * height, columns + 6 * height, 0.0);
  for (std::size_t p = 0; p < index(input.count); ++p) {
    const int* const corner = &model.triangles[3 * index(input.correspondences[p])];
    const double* const a = &rows[index(corner[0] * kRow)];
    const double* const b = &rows[index(corner[1] * kRow)];
    const double* const c = &rows[index(corner[2] * kRow)];
    const double u = input.us[2 * p], v = input.us[2 * p + 1], w = 1 - u - v;
    double surface[kRow];
    for (int r = 0; r < kRow; ++r) surface[r] = u * a[r] + v * b[r] + w * c[r];
    for (std::size_t i = 0; i < 3; ++i) {
      double* const column = columns + 3 * p + i;
      error[3 * p + i] = input.points[3 * p + i] - surface[i] - global.value.at[i][3];
      for (std::size_t k = 0; k < 3; ++k) {
        const double* const by = global.by_rotation[k].at[i];
        column[k * height] = -(by[0] * surface[0] + by[1] * surface[1] + by[2] * surface[2]);
      }
      column[(3 + i) * height] = -1;
      for (std::size_t k = 0; k < index(kFingers * kFingerAngles); ++k) {
        column[(6 + k) * height] = -surface[3 + 3 * k + i];
      }
      column[kPoseSize * height] = c[i] - a[i];
      column[(kPoseSize + 1) * height] = c[i] - b[i];
    }
  }
}

const bench::Registration registration{"hand", [](long size) { return run_jacobian(size, jacobian); }};

}  // namespace
}  // namespace hand_tracking
