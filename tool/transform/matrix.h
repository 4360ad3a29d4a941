// Matrices of derivatives, dense and sparse: sweeps for unit seeds, whose results are columns or rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transform/matrix_sweeps.h"

namespace backsweep::transform {

/// `R f_jacobian(p…, double* jacobian)` or `R f_hessian(p…, double* hessian)`: overwrites the row-major matrix. Columns are
/// the scalars of the independents one after another, rows those of the dependents (a Hessian's: of the independents).
/// A sparse one is `backsweep::SparseMatrix&`, filled by sweeps for groups of columns, which it chooses as it runs.
/// Nothing where the layout of an independent or dependent is not clear: that is reported.
std::optional<ir::Function> make_matrix(Derivation& derivation, const ir::Request& request, const std::string& name,
                                        const std::vector<Sweep>& sweeps);

}  // namespace backsweep::transform
