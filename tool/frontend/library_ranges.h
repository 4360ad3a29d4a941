// Ranges given by two iterators, and functions applied to their elements: what the rows for algorithms share.
#pragma once

#include "frontend/library_rows.h"

namespace backsweep::frontend {

/// first[0] … first[count - 1].
struct Range {
  ir::Expr first;
  ir::Expr count;
};

/// The range whose ends are the arguments at `at` and `at + 1`; nothing where these are no pointers.
std::optional<Range> range_at(const LibraryCall& call, std::size_t at);

ir::Expr place_of(const LibraryCall& call, ir::VarId var);
/// Whether two pointers lead to elements of one type.
bool same_elements(const ir::Expr& a, const ir::Expr& b);
/// The value as C++ converts it by itself.
ir::Expr converted(const ir::Expr& value, const ir::Type& type);

/// How a fold combines: an operator, or a function object.
struct Combine {
  std::optional<ir::BinaryOp> op;
  const clang::Expr* callable = nullptr;
};

/// What the argument at `at` says, evaluated once; `otherwise` where there is none.
Combine combine_at(const LibraryCall& call, std::size_t at, ir::BinaryOp otherwise);
/// Nothing or null where the function cannot be resolved, or gives no value.
std::optional<ir::Expr> combined(const LibraryCall& call, const Combine& how, const ir::Expr& a, const ir::Expr& b);
/// A loop whose body may turn out to call what cannot be resolved: then there is no row after all.
bool try_loop(const LibraryCall& call, const ir::Expr& count, const std::function<bool(const ir::Expr&)>& body);

}  // namespace backsweep::frontend
