// Jacobian blocks of the reprojection error as Backsweep emitted them: one adjoint call per row.
#include <algorithm>

#include "bundle_adjustment.backsweep.hpp"
#include "input.hpp"

namespace bundle_adjustment {
namespace {

void jacobian_block(const double* camera, const double* point, double weight, const double* feature, double* error,
                    double* block, double& weight_result, double& weight_derivative) {
  std::fill(block, block + 2 * kColumns, 0.0);
  for (int i = 0; i < 2; ++i) {
    double* const row = block + i * kColumns;
    double error_bar[2] = {};
    error_bar[i] = 1;
    reprojection_error_adjoint(camera, point, weight, feature, error, row, row + kCameraSize, row[kColumns - 1],
                               error_bar);
  }
  weight_result = weight_error_gradient(weight, weight_derivative);
}

const bench::Registration registration{"backsweep", [](long size) { return run_blocks(size, jacobian_block); }};

}  // namespace
}  // namespace bundle_adjustment
