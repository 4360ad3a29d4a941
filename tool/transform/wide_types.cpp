// Makes types that hold several directions.
#include "transform/wide_types.h"

#include <algorithm>

#include "base/words.h"
#include "ir/build.h"
#include "transform/shadow.h"

namespace backsweep::transform {
namespace {

/// A word made of the last part of a qualified name: `ns::Pair<double, 3>` gives Pair_double_3.
std::string word_for(const std::string& name) {
  const std::size_t arguments = name.find('<');
  const std::size_t colon = name.rfind("::", arguments);
  std::string word;
  for (const char c : name.substr(colon == std::string::npos ? 0 : colon + 2)) {
    if (base::is_word(c)) word += c;
    else if (!word.empty() && word.back() != '_') word += '_';
  }
  while (!word.empty() && word.back() == '_') word.pop_back();
  return word;
}

}  // namespace

ir::Type WideTypes::widen(const ir::Type& type, int directions, const std::vector<std::string>& namespaces) {
  if (!type || !ir::carries_real(type)) return type;
  if (ir::is_real(type)) {
    const ir::Type wide = ir::array_of(ir::without_const(type), ir::integer(directions, ir::size_type()), /*is_std=*/true);
    return type->is_const ? ir::with_const(wide) : wide;
  }
  ir::TypeNode node = *type;
  if (type->kind == ir::TypeKind::kRecord) {
    node.record = widen(*type->record, directions, namespaces);
    node.spelling = node.record->name;
  } else {
    node.element = widen(type->element, directions, namespaces);
    // Without a spelling of its own codegen composes the container's name.
    if (type->kind == ir::TypeKind::kVector || type->is_std) node.spelling.clear();
  }
  return std::make_shared<const ir::TypeNode>(std::move(node));
}

const ir::Record* WideTypes::widen(const ir::Record& record, int directions, const std::vector<std::string>& namespaces) {
  if (const auto known = known_.find({&record, directions}); known != known_.end()) return known->second;
  std::string scope;
  std::vector<std::string> named;
  for (const std::string& part : namespaces) {
    if (part.empty()) continue;
    scope += part + "::";
    named.push_back(part);
  }
  std::string name = scope + word_for(record.name) + "_" + std::to_string(directions) + "_directions";
  const auto is_taken = [&](const ir::Record& other) { return other.name == name; };
  while (std::any_of(program_.records.begin(), program_.records.end(), is_taken)) name += "_2";
  program_.records.emplace_back();
  ir::Record& made = program_.records.back();
  made.name = name;
  // Known before its members are: a list's node points to another.
  known_[{&record, directions}] = &made;
  for (const ir::Field& field : record.fields) {
    if (!ir::carries_real(field.type)) continue;
    made.fields.push_back({field.name, shadow_type(widen(field.type, directions, namespaces)), false, false, false});
  }
  made_.push_back({&made, record.name, named});
  return &made;
}

}  // namespace backsweep::transform
