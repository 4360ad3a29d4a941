// Arrays seen as the scalars they consist of: what block operations copy and fill.
#pragma once

#include <functional>
#include <string>

#include "ir/program.h"

namespace backsweep::transform {

/// Scalars one after another in memory.
struct Scalars {
  ir::Expr first;  ///< Pointer to the first.
  ir::Expr count;
};

/// All scalars of a C array of any rank; of anything else the place itself.
Scalars scalars_of(const ir::Expr& place);
/// `count` scalars behind a pointer, whose pointee may be an array.
Scalars scalars_behind(const ir::Expr& pointer, const ir::Expr& count);
/// Scalars in a value of the type: the product of a C array's extents, 1 otherwise.
ir::Expr scalar_count(const ir::Type& type);
/// Copies `from` to `to`, C arrays of one type. Overwrites.
ir::Stmt copy_elements(const ir::Expr& to, const ir::Expr& from);
/// Copies scalars. Overwrites; the memory must not overlap.
ir::Stmt copy_scalars(const ir::Expr& to, const ir::Expr& from, const ir::Expr& count);
/// `for (k = 0; k < count; ++k)`, with what `body` makes of k in it.
ir::Stmt counted_loop(ir::Function& function, const ir::Expr& count,
                      const std::function<void(const ir::Expr& k, ir::Region& body)>& body);
/// Sets scalars to zero. Overwrites.
ir::Stmt zero_scalars(const ir::Expr& first, const ir::Expr& count);
/// Whether so many elements may be a local array: a known number of them, and few.
bool is_small(const ir::Expr& count);
/// Pushes scalars onto a workspace's stack, and takes them off it into the memory they came from (overwrites).
ir::Stmt push_scalars(const ir::Expr& workspace, const ir::Expr& from, const ir::Expr& count);
ir::Stmt pop_scalars(const ir::Expr& workspace, const ir::Expr& to, const ir::Expr& count);
/// The same for `count` elements of a vector, from `start` on, that the next statement overwrites: the vector gets other
/// memory and the stack its own, so that nothing is copied.
ir::Stmt push_replaced(const ir::Expr& workspace, const ir::Expr& vector, const ir::Expr& start, const ir::Expr& count);
ir::Stmt pop_replaced(const ir::Expr& workspace, const ir::Expr& vector, const ir::Expr& start, const ir::Expr& count);
/// The operands of what `push_replaced` or `pop_replaced` made, in the order of the parameters; null for other statements.
const std::vector<ir::Expr>* pushed_and_replaced(const ir::Stmt& stmt);
const std::vector<ir::Expr>* popped_and_replaced(const ir::Stmt& stmt);
/// T[n], which C++ does not assign whole.
bool is_copied_by_elements(const ir::Type& type);

/// Declares a workspace, the thread's own `source` (`local`, `local_blocks`), and a frame that gives back at the end of
/// the function what is taken from it.
void take_workspace(ir::Function& function, ir::VarId workspace, const std::string& source, const std::string& frame,
                    ir::Region& out);
/// The name that elements of the type are allocated by; empty where there is none.
std::string element_name(const ir::Type& type);
/// Room for `count` values in a workspace; uninitialised. The type is no pointer; arrays have fixed lengths.
ir::Expr allocate(const ir::Function& function, ir::VarId workspace, const ir::Type& element, const ir::Expr& count);

}  // namespace backsweep::transform
