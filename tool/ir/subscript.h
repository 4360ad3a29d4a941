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

/// The place that a member or an element is part of; null of whole variables, and of what lies behind a pointer.
Expr whole_of(const Expr& part);

/// The pointer that a place lies behind; null where it is a variable, or part of another place.
Expr pointer_to_place(const Expr& place);

/// Whether a place is reached through a pointer or a reference, rather than being a variable or a part of one.
bool is_behind_pointer(const Expr& place);

/// Whether the pointer is one to a fixed place in an array of rows. `&a[0][0]` often stands for all of the array: it walks
/// on where `a[0][k]` would leave its row.
bool may_leave_row(const Expr& pointer);

}  // namespace backsweep::ir
