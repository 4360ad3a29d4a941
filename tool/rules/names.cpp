// From a callee as the user may spell it to the row behind it.
#include <algorithm>

#include "rules/row.h"
#include "rules/rules.h"

namespace backsweep::rules {
namespace {

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// The name behind its last `::`.
std::string_view bare(std::string_view name) {
  const std::size_t colons = name.rfind("::");
  return colons == std::string_view::npos ? name : name.substr(colons + 2);
}

/// A callee taken apart.
struct Callee {
  std::string_view name;
  bool is_std = false;  ///< Written with std::.
  char suffix = 0;      ///< 'f' or 'l' that was taken off, or 0.
};

bool fits(std::string_view row_name, Spelling spelling, const Callee& callee) {
  if (bare(row_name) != callee.name) return false;
  switch (spelling) {
    case Spelling::kC:
      return true;
    case Spelling::kStd:
      return callee.is_std;
    case Spelling::kSuffixed:
      return !callee.is_std;
    case Spelling::kRuntime:
      return false;
  }
  return false;
}

std::optional<std::string> emitted_name(const Callee& callee, std::size_t arguments) {
  for (const std::span<const Row> rows : {math_rows(), special_rows()}) {
    for (const Row& row : rows) {
      if (row.arity() != arguments || !fits(row.name, row.spelling, callee)) continue;
      std::string name(row.name);
      if (row.spelling == Spelling::kSuffixed && callee.suffix != 0) name += callee.suffix;
      return name;
    }
  }
  for (const ZeroRow& row : zero_rows()) {
    if (row.operands == arguments && fits(row.name, row.spelling, callee)) return std::string(row.name);
  }
  return std::nullopt;
}

bool has_runtime_row(std::string_view name, std::size_t arguments) {
  const ZeroRow* zero = zero_row_of(name);
  return row_of(name, arguments) || (zero && zero->operands == arguments);
}

}  // namespace

std::optional<std::string> find_row(const std::string& callee, std::size_t arguments) {
  Callee parts{callee};
  take_prefix(parts.name, "::");
  if (parts.name.starts_with("backsweep::")) {
    return has_runtime_row(parts.name, arguments) ? std::optional<std::string>(parts.name) : std::nullopt;
  }
  parts.is_std = take_prefix(parts.name, "std::");
  if (!parts.is_std) take_prefix(parts.name, "__builtin_");
  if (parts.name.find("::") != std::string_view::npos) return std::nullopt;
  if (std::optional<std::string> name = emitted_name(parts, arguments)) return name;
  if (parts.name.size() < 2 || (parts.name.back() != 'f' && parts.name.back() != 'l')) return std::nullopt;
  parts.suffix = parts.name.back();
  parts.name.remove_suffix(1);
  return emitted_name(parts, arguments);
}

}  // namespace backsweep::rules
