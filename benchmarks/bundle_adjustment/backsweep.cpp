// Jacobian blocks of the reprojection error as Backsweep emitted them: one adjoint that carries both rows.
#include <algorithm>
#include <array>

#include "bundle_adjustment.backsweep.hpp"
#include "input.hpp"

namespace bundle_adjustment {
namespace {

void jacobian_block(const double* camera, const double* point, double weight, const double* feature, double* error,
                    double* block, double& weight_result, double& weight_derivative) {
  using Rows = std::array<double, 2>;
  Rows columns[kColumns] = {};
  Rows error_bar[2] = {{1, 0}, {0, 1}};
  reprojection_error_adjoint(camera, point, weight, feature, error, columns, columns + kCameraSize,
                             columns[kColumns - 1], error_bar);
  for (int i = 0; i < 2; ++i) {
    for (int k = 0; k < kColumns; ++k) block[i * kColumns + k] = columns[k][static_cast<std::size_t>(i)];
  }
  weight_result = weight_error_gradient(weight, weight_derivative);
}

const bench::Registration registration{"backsweep", [](long size) { return run_blocks(size, jacobian_block); }};

}  // namespace
}  // namespace bundle_adjustment
