// Jacobian of the hand tracking residuals by Sacado's forward mode, all directions at once.
// The package's configuration asks for Kokkos, Teuchos and MPI, which it does not bring and scalars do not need.
#define TRILINOS_NO_CONFIG_H
#include <Sacado_Fad_SFad.hpp>

#include "overloaded.hpp"

namespace hand_tracking {
namespace {

using Scalar = Sacado::Fad::SFad<double, kDirections>;

void jacobian(const Input& input, double* error, double* columns) {
  const std::size_t rows = input.points.size();
  std::vector<Scalar> pose;
  for (int k = 0; k < kPoseSize; ++k) pose.emplace_back(kDirections, k, input.pose[static_cast<std::size_t>(k)]);
  residuals_of(
      input, pose.data(),
      [&](std::size_t p, std::size_t k) {
        return Scalar(kDirections, kPoseSize + static_cast<int>(k), input.us[2 * p + k]);
      },
      [&](std::size_t row, const Scalar& residual) {
        error[row] = residual.val();
        for (std::size_t k = 0; k < kDirections; ++k) columns[k * rows + row] = residual.dx(static_cast<int>(k));
      });
}

const bench::Registration registration{"sacado", [](long size) { return run_jacobian(size, jacobian); }};

}  // namespace
}  // namespace hand_tracking
