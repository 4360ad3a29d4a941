// Spells types and declarators.
#include "codegen/codegen.h"
#include "codegen/flat_arrays.h"
#include "ir/expr.h"

namespace backsweep::codegen {
namespace {

using ir::Type;
using ir::TypeKind;

std::string extent_text(const Type& array) {
  const auto* literal = ir::get_if<ir::Literal>(array->extent);
  return literal ? literal->spelling : "";
}

/// The innermost C++ type specifier: everything that stands left of `*`, `&` and the name.
std::string specifier(const Type& type) {
  switch (type->kind) {
    case TypeKind::kVoid:
      return "void";
    case TypeKind::kArray:
      return type->spelling.empty() ? "std::array<" + print_type(type->element) + ", " + extent_text(type) + ">"
                                    : type->spelling;
    case TypeKind::kVector:
      return type->spelling.empty() ? "std::vector<" + print_type(type->element) + ">" : type->spelling;
    case TypeKind::kInteger:
      return type->spelling == "unsigned long" ? "std::size_t" : type->spelling;
    case TypeKind::kBool:
    case TypeKind::kReal:
    case TypeKind::kPointer:
    case TypeKind::kReference:
    case TypeKind::kRecord:
    case TypeKind::kOpaque:
      return type->spelling;
  }
  return type->spelling;
}

bool is_c_array(const Type& type) { return type->kind == TypeKind::kArray && !type->is_std; }

/// `inner` is the declarator built so far: the name with what binds tighter than this type.
std::string declarator(const Type& type, const std::string& inner, bool is_const) {
  if (is_flat(type)) return declarator(flattened(type), inner, is_const);
  if (type->kind == TypeKind::kPointer || type->kind == TypeKind::kReference) {
    std::string mark = type->kind == TypeKind::kPointer ? "*" : "&";
    if (type->kind == TypeKind::kPointer && (type->is_const || is_const)) mark += inner.empty() ? " const" : " const ";
    const std::string around = is_c_array(type->element) ? "(" + mark + inner + ")" : mark + inner;
    return declarator(type->element, around, false);
  }
  if (is_c_array(type)) {
    return declarator(type->element, inner + "[" + extent_text(type) + "]", is_const || type->is_const);
  }
  const std::string name = (type->is_const || is_const ? "const " : "") + specifier(type);
  if (inner.empty()) return name;
  // `double* x`, `double (*x)[4]`, `double x`: pointer marks stay with the type.
  std::size_t marks = 0;
  while (marks < inner.size() && (inner[marks] == '*' || inner[marks] == '&')) ++marks;
  const std::string rest = inner.substr(marks);
  const bool is_const_pointer = rest.rfind(" const", 0) == 0;
  return name + inner.substr(0, marks) + (rest.empty() || is_const_pointer || rest[0] == '[' ? "" : " ") + rest;
}

}  // namespace

std::string print_type(const Type& type) { return declarator(type, "", false); }

std::string print_declarator(const Type& type, const std::string& name) { return declarator(type, name, false); }

std::string print_record(const ir::Record& record) {
  const std::size_t colon = record.name.rfind("::");
  std::string text = "struct " + record.name.substr(colon == std::string::npos ? 0 : colon + 2) + " {\n";
  for (const ir::Field& field : record.fields) text += "  " + print_declarator(field.type, field.name) + ";\n";
  return text + "};\n";
}

}  // namespace backsweep::codegen
