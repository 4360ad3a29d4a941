// Two seeds in one sweep: what both need of the forward sweep is computed once.
// backsweep: --adjoint 'project(camera[3], point[3] -> seen[2])' --tangent 'project(camera[3], point[3] -> seen[2])'
// backsweep: --directions=2
#include <cmath>

void project(const double* camera, const double* point, double* seen) {
  const double away[3] = {point[0] - camera[0], point[1] - camera[1], point[2] - camera[2]};
  const double distance = std::sqrt(away[0] * away[0] + away[1] * away[1] + away[2] * away[2]);
  for (int i = 0; i < 2; ++i) seen[i] = away[i] / away[2] * std::exp(-distance);
}
