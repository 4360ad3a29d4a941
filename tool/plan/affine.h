// Sums of integer variables with constant factors: what subscripts and loop bounds are compared as.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "ir/program.h"

namespace backsweep::plan {

/// constant + sum of factor * symbol. Symbols are variables, and sizes of containers.
struct Affine {
  std::map<std::string, long> terms;
  long constant = 0;
};

Affine operator+(Affine a, const Affine& b);
Affine operator-(const Affine& a, const Affine& b);
Affine operator*(Affine a, long factor);
Affine operator+(Affine a, long constant);
/// The value, if no symbol is left.
std::optional<long> constant_of(const Affine& a);
/// The symbol of a variable.
std::string symbol_of(ir::VarId var);
/// Nothing where the expression is no such sum, or `is_known` does not accept a variable or container it reads.
std::optional<Affine> affine_of(const ir::Expr& expr, const std::function<bool(const ir::Expr&)>& is_known);
/// The container of `v.size()`; null for anything else.
ir::Expr sized_container(const ir::Expr& expr);

}  // namespace backsweep::plan
