// Jacobian blocks of the reprojection error by ADOL-C: one tape per observation, both rows in one reverse sweep.
#include <adolc/adolc.h>

#include "overloaded.hpp"

namespace bundle_adjustment {
namespace {

void jacobian_block(const double* camera, const double* point, double weight, const double* feature, double* error,
                    double* block, double& weight_result, double& weight_derivative) {
  const short tag = 1;
  trace_on(tag, 1);
  {
    adouble active[kColumns];
    adouble result[2];
    for (int i = 0; i < kCameraSize; ++i) active[i] <<= camera[i];
    for (int i = 0; i < 3; ++i) active[kCameraSize + i] <<= point[i];
    active[kColumns - 1] <<= weight;
    reprojection_error_of(active, feature, result);
    for (int i = 0; i < 2; ++i) result[i] >>= error[i];
  }
  trace_off();
  double first[2] = {1, 0};
  double second[2] = {0, 1};
  double* seeds[2] = {first, second};
  double* rows[2] = {block, block + kColumns};
  fov_reverse(tag, 2, kColumns, 2, seeds, rows);
  weight_result = 1 - weight * weight;
  weight_derivative = -2 * weight;
}

const bench::Registration registration{"adol-c", [](long size) { return run_blocks(size, jacobian_block); }};

}  // namespace
}  // namespace bundle_adjustment
