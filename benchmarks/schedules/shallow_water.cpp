// Two-dimensional shallow water with an adaptive step: plain C++ with one annotation.
#include "shallow_water.hpp"

#include <backsweep/annotate.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace shallow_water {
namespace {

constexpr double kGravity = 9.81;

/// Heights and discharges of all cells.
struct Water {
  std::vector<double> h;
  std::vector<double> p;
  std::vector<double> q;
};

/// The longest step that is stable: waves cross less than half a cell.
double stable_step(const Water& water, double width) {
  double fastest = 0.1;
  for (std::size_t i = 0; i < water.h.size(); ++i) {
    const double speed = (std::fabs(water.p[i]) + std::fabs(water.q[i])) / water.h[i] + std::sqrt(kGravity * water.h[i]);
    fastest = std::max(fastest, speed);
  }
  return 0.4 * width / fastest;
}

/// Lax-Friedrichs over a pond whose edges meet: from `old` to `next`.
void step(const Water& old, Water& next, int cells, double ratio, double damping) {
  for (int j = 0; j < cells; ++j) {
    const int south = (j > 0 ? j - 1 : cells - 1) * cells;
    const int north = (j + 1 < cells ? j + 1 : 0) * cells;
    for (int i = 0; i < cells; ++i) {
      const int w = j * cells + (i > 0 ? i - 1 : cells - 1);
      const int e = j * cells + (i + 1 < cells ? i + 1 : 0);
      const int s = south + i;
      const int n = north + i;
      const int k = j * cells + i;
      const double we = old.h[w] * old.h[w];
      const double ea = old.h[e] * old.h[e];
      const double so = old.h[s] * old.h[s];
      const double no = old.h[n] * old.h[n];
      const double uw = old.p[w] / old.h[w];
      const double ue = old.p[e] / old.h[e];
      const double vs = old.q[s] / old.h[s];
      const double vn = old.q[n] / old.h[n];
      next.h[k] = 0.25 * (old.h[w] + old.h[e] + old.h[s] + old.h[n]) -
                  0.5 * ratio * (old.p[e] - old.p[w] + old.q[n] - old.q[s]);
      next.p[k] = damping * (0.25 * (old.p[w] + old.p[e] + old.p[s] + old.p[n]) -
                             0.5 * ratio * (old.p[e] * ue - old.p[w] * uw + 0.5 * kGravity * (ea - we) +
                                            old.p[n] * vn - old.p[s] * vs));
      next.q[k] = damping * (0.25 * (old.q[w] + old.q[e] + old.q[s] + old.q[n]) -
                             0.5 * ratio * (old.q[n] * vn - old.q[s] * vs + 0.5 * kGravity * (no - so) +
                                            old.q[e] * ue - old.q[w] * uw));
    }
  }
}

}  // namespace

double misfit(const double* initial, const double* observed, int cells, double end, double friction) {
  const int count = cells * cells;
  const double width = 1.0 / cells;
  Water water;
  water.h.assign(initial, initial + count);
  water.p.assign(count, 0.0);
  water.q.assign(count, 0.0);
  Water next = water;
  double t = 0;
  BACKSWEEP_CHECKPOINT()
  while (t < end) {
    double dt = stable_step(water, width);
    if (t + dt > end) dt = end - t;
    step(water, next, cells, dt / width, 1 - friction * dt);
    for (int k = 0; k < count; ++k) {
      water.h[k] = next.h[k];
      water.p[k] = next.p[k];
      water.q[k] = next.q[k];
    }
    t += dt;
  }
  double sum = 0;
  for (int k = 0; k < count; ++k) sum += (water.h[k] - observed[k]) * (water.h[k] - observed[k]);
  return 0.5 * sum;
}

}  // namespace shallow_water
