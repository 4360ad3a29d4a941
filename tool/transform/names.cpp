// Unique, telling names.
#include "transform/names.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "ir/walk.h"

namespace backsweep::transform {

namespace {

/// n of `_n` behind a name, from 2 on; nothing for anything else.
std::optional<std::size_t> number_behind(std::string_view rest) {
  std::size_t number = 0;
  if (rest.size() < 2 || rest.front() != '_' || rest[1] == '0') return std::nullopt;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), number);
  const bool is_number = error == std::errc() && end == rest.data() + rest.size() && number >= 2;
  return is_number ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string unique_name(const ir::Function& function, const std::string& wanted) {
  const auto is_wanted = [&](const ir::Variable& variable) { return variable.name == wanted; };
  if (std::none_of(function.vars.begin(), function.vars.end(), is_wanted)) return wanted;
  const std::string stem = base::without_number(wanted);
  std::vector<bool> numbers(function.vars.size() + 3);
  for (const ir::Variable& variable : function.vars) {
    if (variable.name.compare(0, stem.size(), stem) != 0) continue;
    const auto number = number_behind(std::string_view(variable.name).substr(stem.size()));
    if (number && *number < numbers.size()) numbers[*number] = true;
  }
  return stem + "_" + std::to_string(std::find(numbers.begin() + 2, numbers.end(), false) - numbers.begin());
}

std::string name_of_its_own(const ir::Function& function, ir::VarId var) {
  const std::string& name = function.var(var).name;
  const auto bearers = std::count_if(function.vars.begin(), function.vars.end(),
                                     [&](const ir::Variable& variable) { return variable.name == name; });
  return bearers == 1 ? name : unique_name(function, name);
}

ir::VarId add_temporary(ir::Function& function, const std::string& wanted, const ir::Type& type) {
  ir::Variable variable;
  variable.name = unique_name(function, wanted);
  variable.type = ir::without_const(type);
  variable.is_temporary = true;
  return function.add_var(std::move(variable));
}

std::string name_for(const ir::Function& function, const ir::Expr& expr) {
  if (const auto* call = ir::get_if<ir::Intrinsic>(expr)) {
    const std::size_t colon = call->name.rfind(':');
    return (colon == std::string::npos ? call->name : call->name.substr(colon + 1)) + "_value";
  }
  if (const auto* node = ir::get_if<ir::Binary>(expr); node && node->op == ir::BinaryOp::kDiv) return "quotient";
  if (const auto* node = ir::get_if<ir::Member>(expr)) return node->field;
  const ir::VarId root = ir::root_var(expr);
  return root.is_valid() ? function.var(root).name : "value";
}

}  // namespace backsweep::transform
