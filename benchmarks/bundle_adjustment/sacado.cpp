// Jacobian blocks of the reprojection error by Sacado: one graph per observation, one reverse sweep per row.
#include "sacado.hpp"

#include "overloaded.hpp"

namespace bundle_adjustment {
namespace {

void jacobian_block(const double* camera, const double* point, double weight, const double* feature, double* error,
                    double* block, double& weight_result, double& weight_derivative) {
  using Scalar = bench::SacadoScalar;
  Scalar active[kColumns];
  for (int i = 0; i < kCameraSize; ++i) active[i] = camera[i];
  for (int i = 0; i < 3; ++i) active[kCameraSize + i] = point[i];
  active[kColumns - 1] = weight;
  Scalar result[2];
  reprojection_error_of(active, feature, result);
  for (int row = 0; row < 2; ++row) {
    error[row] = result[row].val();
    Scalar::Outvar_Gradcomp(result[row]);
    for (int i = 0; i < kColumns; ++i) block[row * kColumns + i] = active[i].adj();
  }
  // A further sweep resets the adjoints of results only; those of the independents have added up.
  for (int i = 0; i < kColumns; ++i) block[kColumns + i] -= block[i];
  weight_result = 1 - weight * weight;
  weight_derivative = -2 * weight;
}

const bench::Registration registration{"sacado", [](long size) { return run_blocks(size, jacobian_block); }};

}  // namespace
}  // namespace bundle_adjustment
