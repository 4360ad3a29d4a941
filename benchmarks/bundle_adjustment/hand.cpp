// Jacobian blocks of the reprojection error written by hand: both rows share the forward part.
#include <cmath>

#include "input.hpp"

namespace bundle_adjustment {
namespace {

/// What the rows read of the forward part.
struct Forward {
  bool turned;
  double inverse, sine, cosine;
  double axis[3], centred[3], crossed[3];
  double inner;
  double seen[3];
};

Forward rotate(const double* rotation, const double* centre, const double* point) {
  Forward f{};
  for (int i = 0; i < 3; ++i) f.centred[i] = point[i] - centre[i];
  const double* const x = f.centred;
  const double squared = rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2];
  f.turned = squared != 0;
  const double theta = f.turned ? std::sqrt(squared) : 1;
  f.inverse = 1 / theta;
  f.sine = f.turned ? std::sin(theta) : 1;
  f.cosine = f.turned ? std::cos(theta) : 1;
  for (int i = 0; i < 3; ++i) f.axis[i] = rotation[i] * f.inverse;
  const double* const w = f.axis;
  f.crossed[0] = w[1] * x[2] - w[2] * x[1];
  f.crossed[1] = w[2] * x[0] - w[0] * x[2];
  f.crossed[2] = w[0] * x[1] - w[1] * x[0];
  f.inner = w[0] * x[0] + w[1] * x[1] + w[2] * x[2];
  const double along = f.inner * (1 - f.cosine);
  for (int i = 0; i < 3; ++i) f.seen[i] = x[i] * f.cosine + f.crossed[i] * f.sine + w[i] * along;
  return f;
}

/// Both rows side by side, so that they share a register.
struct Pair {
  double of[2];
};

Pair operator+(Pair a, Pair b) { return {{a.of[0] + b.of[0], a.of[1] + b.of[1]}}; }
Pair operator-(Pair a, Pair b) { return {{a.of[0] - b.of[0], a.of[1] - b.of[1]}}; }
Pair operator*(double s, Pair a) { return {{s * a.of[0], s * a.of[1]}}; }

Pair dot(const double* a, const Pair* b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// From the adjoints `g` of the rotated point to those of rotation, centre and point.
void rotate_adjoint(const Forward& f, const Pair* g, double* __restrict block) {
  const double* const w = f.axis;
  const double* const x = f.centred;
  const auto put = [block](int column, Pair value) {
    block[column] = value.of[0];
    block[kColumns + column] = value.of[1];
  };
  // r = c x + s (w x x) + (1 - c) (w.x) w; the transposed cross products are g x w and x x g.
  const Pair wg = dot(w, g);
  const double rest = 1 - f.cosine;
  Pair axis_bar[3];
  for (int i = 0; i < 3; ++i) {
    const int j = (i + 1) % 3, k = (i + 2) % 3;
    const Pair point_bar = f.cosine * g[i] + f.sine * (w[k] * g[j] - w[j] * g[k]) + (rest * w[i]) * wg;
    put(3 + i, -1.0 * point_bar);
    put(kCameraSize + i, point_bar);
    axis_bar[i] = f.sine * (x[j] * g[k] - x[k] * g[j]) + rest * (f.inner * g[i] + x[i] * wg);
  }
  if (!f.turned) {
    for (int i = 0; i < 3; ++i) put(i, axis_bar[i]);
    return;
  }
  const Pair theta_bar = f.sine * (f.inner * wg - dot(x, g)) + f.cosine * dot(f.crossed, g);
  const Pair along = theta_bar - f.inverse * dot(w, axis_bar);
  for (int i = 0; i < 3; ++i) put(i, f.inverse * axis_bar[i] + w[i] * along);
}

void jacobian_block(const double* camera, const double* point, double weight, const double* feature,
                    double* __restrict error, double* __restrict block, double& weight_result,
                    double& weight_derivative) {
  const Forward f = rotate(camera, camera + 3, point);
  const double inverse_depth = 1 / f.seen[2];
  const double p[2] = {f.seen[0] * inverse_depth, f.seen[1] * inverse_depth};
  const double squared = p[0] * p[0] + p[1] * p[1];
  const double factor = 1 + camera[9] * squared + camera[10] * squared * squared;
  const double scale = weight * camera[6];
  const double slope = 2 * scale * (camera[9] + 2 * camera[10] * squared);
  // The derivative of the distorted projection is symmetric.
  const double mixed = inverse_depth * slope * p[0] * p[1];
  const Pair u_bar = {{inverse_depth * (scale * factor + slope * p[0] * p[0]), mixed}};
  const Pair v_bar = {{mixed, inverse_depth * (scale * factor + slope * p[1] * p[1])}};
  const Pair seen_bar[3] = {u_bar, v_bar, (-p[0]) * u_bar - p[1] * v_bar};
  rotate_adjoint(f, seen_bar, block);
  for (int r = 0; r < 2; ++r) {
    double* const row = block + r * kColumns;
    const double residual = p[r] * factor * camera[6] + camera[7 + r] - feature[r];
    error[r] = weight * residual;
    row[6] = weight * p[r] * factor;
    row[7 + r] = weight;
    row[8 - r] = 0;
    row[9] = scale * p[r] * squared;
    row[10] = row[9] * squared;
    row[14] = residual;
  }
  weight_result = 1 - weight * weight;
  weight_derivative = -2 * weight;
}

const bench::Registration registration{"hand", [](long size) { return run_blocks(size, jacobian_block); }};

}  // namespace
}  // namespace bundle_adjustment
