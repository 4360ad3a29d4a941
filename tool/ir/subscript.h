// Subscripts as sums of a loop's variable and something else.
#pragma once

#include <optional>

#include "ir/program.h"

namespace backsweep::ir {

/// c in `i + c`, `c + i` or `i - c`, conversions aside; nothing for any other index.
std::optional<Expr> offset_from(const Expr& index, VarId induction);

/// The same where c is a number.
std::optional<long> constant_offset(const Expr& index, VarId induction);

/// The same sum with its numbers added up: `i * n + (j + 1) - 1` is `i * n + j`. Inside of products too.
Expr joined_constants(const Expr& sum);

/// p[i] and *p where p has become an address: (&a[k])[i] is a[k + i], (p + k)[i] is p[k + i], *&a is a. Anything else as it is.
Expr direct_access(const Expr& expr);

/// Whether the pointer is one to a fixed place in an array of rows. `&a[0][0]` often stands for all of the array: it walks
/// on where `a[0][k]` would leave its row.
bool may_leave_row(const Expr& pointer);

}  // namespace backsweep::ir
