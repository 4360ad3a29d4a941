// C's variable-length arrays, which C++ has not: one block of elements, indexed by row-major offsets.
#pragma once

#include <optional>

#include "ir/program.h"

namespace backsweep::codegen {

/// An array with a run-time extent at any level (`double a[n][3]`), or a pointer to one (`double (*a)[n]`).
bool is_flat(const ir::Type& type);

/// The type a flat array or pointer is printed with as a parameter or pointer: `double*`. Others stay as they are.
ir::Type flattened(const ir::Type& type);

/// The innermost element type of an array; any other type itself.
ir::Type flat_element(const ir::Type& type);

/// How many innermost elements a value of this type holds, as an integer expression; 1 if it is no array.
ir::Expr elements_in(const ir::Type& type);

/// `root[offset]` in place of a chain of subscripts.
struct FlatPlace {
  ir::Expr root;
  ir::Expr offset;
};

/// The flat form of a chain of subscripts into a flat array; nothing for other places.
std::optional<FlatPlace> flat_place(const ir::Expr& place);

}  // namespace backsweep::codegen
