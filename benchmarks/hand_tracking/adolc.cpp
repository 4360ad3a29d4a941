// Jacobian of the hand tracking residuals by ADOL-C: one tape, all directions in one forward sweep over it.
#include <adolc/adolc.h>

#include "overloaded.hpp"

namespace hand_tracking {
namespace {

/// Pointers to the rows of a matrix, as ADOL-C takes them.
std::vector<double*> rows_of(std::vector<double>& matrix, std::size_t columns) {
  std::vector<double*> rows;
  for (std::size_t i = 0; i < matrix.size(); i += columns) rows.push_back(&matrix[i]);
  return rows;
}

void jacobian(const Input& input, double* error, double* columns) {
  const short tag = 1;
  const std::size_t rows = input.points.size();
  const std::vector<double> x = bench::concatenate({&input.pose, &input.us});
  const unsigned entries = 1U << 26;
  trace_on(tag, 0, entries, entries, entries, entries);
  {
    std::vector<adouble> active(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) active[i] <<= x[i];
    residuals_of(
        input, active.data(),
        [&](std::size_t p, std::size_t k) -> const adouble& { return active[kPoseSize + 2 * p + k]; },
        [&](std::size_t row, adouble residual) { residual >>= error[row]; });
  }
  trace_off();
  std::vector<double> seeds(x.size() * kDirections);
  for (std::size_t i = 0; i < x.size(); ++i) {
    // No residual depends on two points, so one direction serves all of them.
    const std::size_t direction = i < kPoseSize ? i : kPoseSize + i % 2;
    seeds[i * kDirections + direction] = 1;
  }
  std::vector<double> derivatives(rows * kDirections);
  fov_forward(tag, static_cast<int>(rows), static_cast<int>(x.size()), kDirections, x.data(),
              rows_of(seeds, kDirections).data(), error, rows_of(derivatives, kDirections).data());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < kDirections; ++k) columns[k * rows + row] = derivatives[row * kDirections + k];
  }
}

const bench::Registration registration{"adol-c", [](long size) { return run_jacobian(size, jacobian); }};

}  // namespace
}  // namespace hand_tracking
