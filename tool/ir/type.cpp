// Makes and compares types.
#include "ir/type.h"

#include <algorithm>
#include <utility>

#include "ir/expr.h"
#include "ir/program.h"

namespace backsweep::ir {
namespace {

Type scalar(TypeKind kind, std::string spelling, int bytes, bool is_signed = true) {
  TypeNode node;
  node.kind = kind;
  node.spelling = std::move(spelling);
  node.bytes = bytes;
  node.is_signed = is_signed;
  return std::make_shared<const TypeNode>(std::move(node));
}

Type over(TypeKind kind, Type element) {
  TypeNode node;
  node.kind = kind;
  node.element = std::move(element);
  return std::make_shared<const TypeNode>(std::move(node));
}

bool same_unqualified(const Type& a, const Type& b);

bool same_qualified(const Type& a, const Type& b) {
  return a && b ? a->is_const == b->is_const && same_unqualified(a, b) : a == b;
}

bool same_unqualified(const Type& a, const Type& b) {
  if (a == b) return true;
  if (!a || !b || a->kind != b->kind || a->spelling != b->spelling || a->is_std != b->is_std) return false;
  if (a->record != b->record) return false;
  if (a->extent && b->extent && !same_expr(a->extent, b->extent)) return false;
  return same_qualified(a->element, b->element);
}

bool carries_real(const Type& type, std::vector<const Record*>& visiting) {
  if (!type) return false;
  if (type->kind == TypeKind::kReal) return true;
  if (type->kind != TypeKind::kRecord) return carries_real(type->element, visiting);
  if (std::find(visiting.begin(), visiting.end(), type->record) != visiting.end()) return false;
  visiting.push_back(type->record);
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [&](const Field& field) { return carries_real(field.type, visiting); });
}

}  // namespace

std::size_t position_of(const Record& record, const std::string& field) {
  const auto has_name = [&](const Field& one) { return one.name == field; };
  return static_cast<std::size_t>(std::find_if(record.fields.begin(), record.fields.end(), has_name) - record.fields.begin());
}

Type void_type() {
  static const Type type = scalar(TypeKind::kVoid, "void", 0);
  return type;
}
Type bool_type() {
  static const Type type = scalar(TypeKind::kBool, "bool", 1, /*is_signed=*/false);
  return type;
}
Type integer_type(const std::string& spelling, int bytes, bool is_signed) {
  return scalar(TypeKind::kInteger, spelling, bytes, is_signed);
}
Type int_type() {
  static const Type type = integer_type("int", 4, true);
  return type;
}
Type long_type() {
  static const Type type = integer_type("long", 8, true);
  return type;
}
Type size_type() {
  static const Type type = integer_type("unsigned long", 8, false);
  return type;
}
Type float_type() {
  static const Type type = scalar(TypeKind::kReal, "float", 4);
  return type;
}
Type double_type() {
  static const Type type = scalar(TypeKind::kReal, "double", 8);
  return type;
}
Type long_double_type() {
  static const Type type = scalar(TypeKind::kReal, "long double", 16);
  return type;
}
Type pointer_to(Type pointee) { return over(TypeKind::kPointer, std::move(pointee)); }
Type reference_to(Type referent) { return over(TypeKind::kReference, std::move(referent)); }

Type array_of(Type element, Expr extent, bool is_std) {
  TypeNode node;
  node.kind = TypeKind::kArray;
  node.element = std::move(element);
  node.extent = std::move(extent);
  node.is_std = is_std;
  return std::make_shared<const TypeNode>(std::move(node));
}

Type vector_of(const Type& element) { return vector_of(element, "std::vector<" + element->spelling + ">"); }

Type vector_of(Type element, std::string spelling) {
  TypeNode node;
  node.kind = TypeKind::kVector;
  node.spelling = std::move(spelling);
  node.element = std::move(element);
  return std::make_shared<const TypeNode>(std::move(node));
}

Type record_type(const Record& record) {
  TypeNode node;
  node.kind = TypeKind::kRecord;
  node.spelling = record.name;
  node.record = &record;
  return std::make_shared<const TypeNode>(std::move(node));
}

Type opaque_type(std::string spelling) { return scalar(TypeKind::kOpaque, std::move(spelling), 0); }

Type with_const(const Type& type) {
  if (!type || type->is_const) return type;
  TypeNode node = *type;
  node.is_const = true;
  return std::make_shared<const TypeNode>(std::move(node));
}

Type without_const(const Type& type) {
  if (!type || !type->is_const) return type;
  TypeNode node = *type;
  node.is_const = false;
  return std::make_shared<const TypeNode>(std::move(node));
}

Type strip_reference(const Type& type) {
  return type && type->kind == TypeKind::kReference ? type->element : type;
}

bool same_type(const Type& a, const Type& b) { return same_unqualified(a, b); }
bool is_real(const Type& type) { return type && type->kind == TypeKind::kReal; }
bool is_integer(const Type& type) {
  return type && (type->kind == TypeKind::kInteger || type->kind == TypeKind::kBool);
}
bool is_number(const Type& type) { return is_real(type) || is_integer(type); }
bool is_pointer_like(const Type& type) {
  return type && (type->kind == TypeKind::kPointer || type->kind == TypeKind::kReference);
}

bool is_default_constructible(const Type& type) {
  if (type->kind == TypeKind::kArray) return is_default_constructible(type->element);
  return type->kind != TypeKind::kRecord || !type->record || type->record->is_default_constructible;
}

bool may_be_blank(const Type& type) {
  if (type->kind == TypeKind::kArray) return may_be_blank(type->element);
  return is_default_constructible(type) || type->record->is_plain_data;
}

bool carries_real(const Type& type) {
  std::vector<const Record*> visiting;
  return carries_real(type, visiting);
}

bool holds_pointers(const Type& type) {
  if (!type) return false;
  if (is_pointer_like(type)) return true;
  if (type->kind == TypeKind::kArray || type->kind == TypeKind::kVector) return holds_pointers(type->element);
  if (type->kind != TypeKind::kRecord || !type->record) return false;
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [](const Field& field) { return holds_pointers(field.type); });
}

namespace {

// Whether what the type's pointers and fields lead to is, somewhere, of the wanted type.
bool leads_to(const Type& type, const Record* wanted, std::vector<const Record*>& visited) {
  if (!type) return false;
  if (type->element) return leads_to(type->element, wanted, visited);
  if (type->kind != TypeKind::kRecord || !type->record) return false;
  if (type->record == wanted) return true;
  if (std::find(visited.begin(), visited.end(), type->record) != visited.end()) return false;
  visited.push_back(type->record);
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [&](const Field& field) { return leads_to(field.type, wanted, visited); });
}

}  // namespace

bool links_to_itself(const Type& type) {
  if (!type || type->kind != TypeKind::kRecord || !type->record) return false;
  std::vector<const Record*> visited;
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [&](const Field& field) { return leads_to(field.type, type->record, visited); });
}

bool has_inner_shape(const Type& type) {
  if (type->kind == TypeKind::kVector) return true;
  if (type->kind == TypeKind::kArray) return has_inner_shape(type->element);
  if (type->kind != TypeKind::kRecord || !type->record) return false;
  return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                     [](const Field& field) { return has_inner_shape(field.type); });
}

Type wider_real(const Type& a, const Type& b) {
  const bool a_real = is_real(a);
  const bool b_real = is_real(b);
  if (a_real && b_real) return without_const(a->bytes >= b->bytes ? a : b);
  if (a_real) return without_const(a);
  if (b_real) return without_const(b);
  return double_type();
}

}  // namespace backsweep::ir
