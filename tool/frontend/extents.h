// takes: an extent as the user typed it ("n*(d+1)", "v.size()", "grid.rows").  gives: an integer expression over the
// parameters of a function.  promises: what is not understood is an error, never a guess.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::frontend {

/// The value of an integer constant or macro that is visible where the function stands; nothing where there is none.
using ConstantLookup = std::function<std::optional<long>(const std::string&)>;

/// The object or parameter `root` and the members behind it as a place; null, and the reason in `error`, where there is
/// no such thing. Pointers on the way are followed: `p.mass` and `p->mass` are the same.
ir::Expr place_of_members(const ir::Function& function, ir::VarId root, const std::vector<std::string>& members,
                          std::string& error);

/// The parameter with this name (or "this"); invalid where there is none.
ir::VarId find_parameter(const ir::Function& function, const std::string& name);

/// Null, and the reason in `error`, where the text is no extent.
ir::Expr parse_extent(const std::string& text, const ir::Function& function, const ConstantLookup& constants,
                      std::string& error);

}  // namespace backsweep::frontend
