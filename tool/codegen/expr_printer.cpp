// Prints places, calls and conversions; operators are in operators.cpp.
#include "codegen/expr_printer.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "codegen/codegen.h"
#include "codegen/flat_arrays.h"
#include "codegen/private_members.h"
#include "ir/build.h"

namespace backsweep::codegen {
namespace {

using ir::Expr;
using ir::Type;
using ir::TypeKind;

bool is_reference(const Expr& expr) { return expr->type->kind == TypeKind::kReference; }

/// `vector[i]` and `std::array[i]` take a std::size_t; pointers and C arrays take any integer.
bool is_class_container(const Type& type) {
  return type->kind == TypeKind::kVector || (type->kind == TypeKind::kArray && type->is_std);
}

bool is_char(const Type& type) { return type->kind == TypeKind::kInteger && type->bytes == 1; }

/// The functions of <cmath> convert integers to double themselves; templates like std::max do not.
bool converts_arguments(const std::string& name) {
  constexpr std::string_view kTemplates[] = {"std::max", "std::min", "std::abs", "std::clamp", "std::swap"};
  return name.rfind("std::", 0) == 0 &&
         std::find(std::begin(kTemplates), std::end(kTemplates), name) == std::end(kTemplates);
}

/// A text that needs no parentheses before `.`, `[` or `(`.
// Where the arguments of a function template that starts at `at` end (`<int>` in front of a parenthesis); `at` otherwise.
std::size_t behind_template_arguments(const std::string& text, std::size_t at) {
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_: ", at + 1);
  return end != std::string::npos && text.compare(end, 2, ">(") == 0 ? end : at;
}

bool looks_postfix(const std::string& text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (depth == 0 && text[i] == '<') i = behind_template_arguments(text, i);
    const char c = text[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth > 0 || c == '-' || c == '>') {
      if (depth == 0 && c == '-' && (i + 1 == text.size() || text[i + 1] != '>')) return false;
      continue;
    }
    if (std::string_view(" +*/%&|^?<=!~,").find(c) != std::string_view::npos) return false;
  }
  return true;
}

/// The type of the member as its class declares it; null where the class is not known.
Type declared_type(const ir::Member& member) {
  const Type object = ir::strip_reference(member.base->type);
  if (!object->record) return nullptr;
  for (const ir::Field& field : object->record->fields) {
    if (field.name == member.field) return field.type;
  }
  return nullptr;
}

/// Whether `from` points or refers to something const where `to` does not. An array is const by its elements.
bool loses_const(Type from, Type to) {
  if (!from || !ir::is_pointer_like(from)) return false;
  const auto has_element = [](const Type& type) {
    return ir::is_pointer_like(type) || (type->kind == TypeKind::kArray && !type->is_std);
  };
  while (from && to && has_element(from) && from->kind == to->kind) {
    from = from->element;
    to = to->element;
    if (from && to && from->is_const && !to->is_const) return true;
  }
  return false;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Whether an operand between these pieces is an argument or initializer of its own, so that any operator may be
/// outermost.
bool stands_alone(const std::string& before, const std::string& after) {
  const std::string left = trimmed(before);
  const std::string right = trimmed(after);
  const bool opens =
      left.empty() || left.back() == '(' || left.back() == ',' || left.back() == '{' || left.back() == '[';
  const bool closes =
      right.empty() || right[0] == ')' || right[0] == ',' || right[0] == '}' || right[0] == ']' || right[0] == ';';
  return opens && closes && !(left.empty() && right.empty() && before.empty() && !after.empty());
}

}  // namespace

Text ExprPrinter::value(const Expr& expr) const {
  return std::visit([&](const auto& node) { return print(node, expr->type); }, expr->node);
}

Text ExprPrinter::place(const Expr& expr) const {
  const auto* node = ir::get_if<ir::Member>(expr);
  if (node) return member(*node, expr->type);
  const auto* deref = ir::get_if<ir::Deref>(expr);
  return deref && is_reference(deref->pointer) ? value(deref->pointer) : value(expr);
}

std::string ExprPrinter::as(const Expr& expr, const Type& target) const {
  if (!target) return exact(expr).text;
  if (target->kind == TypeKind::kReference) {
    const Text bound = binding(expr);
    const bool is_const = bound.type && bound.type->is_const && target->element && !target->element->is_const;
    return is_const ? "const_cast<" + print_type(target) + ">(" + bound.text + ")" : bound.text;
  }
  const Text text = value(expr);
  if (converts_silently(text, target)) return text.text;
  if (target->kind == TypeKind::kBool) return value(ir::cast(expr, target, /*is_implicit=*/true)).text;
  const Text respelled = text.constant ? exactly(text, target) : converted(text, target);
  return respelled.text;
}

Text ExprPrinter::exact(const Expr& expr) const { return exactly(value(expr), expr->type); }

std::optional<Text> ExprPrinter::chosen_place(const Expr& pointer) const {
  if (const auto* address = ir::get_if<ir::AddressOf>(pointer)) {
    const auto* deref = ir::get_if<ir::Deref>(address->place);
    const bool is_pointed_to = deref && !is_reference(deref->pointer);
    return is_pointed_to ? chosen_place(deref->pointer) : place(address->place);
  }
  const auto* choice = ir::get_if<ir::Select>(pointer);
  const std::optional<Text> if_true = choice ? chosen_place(choice->if_true) : std::nullopt;
  const std::optional<Text> if_false = choice ? chosen_place(choice->if_false) : std::nullopt;
  if (!if_true || !if_false || !ir::same_type(if_true->type, if_false->type)) return std::nullopt;
  return chosen(*choice, *if_true, *if_false, if_true->type);
}

Text ExprPrinter::chosen(const ir::Select& choice, const Text& if_true, const Text& if_false, const Type& type) const {
  return Text{parenthesized(condition(choice.condition), Precedence::kOr) + " ? " +
                  parenthesized(if_true, Precedence::kOr) + " : " + parenthesized(if_false, Precedence::kSelect),
              Precedence::kSelect,
              type,
              {}};
}

Text ExprPrinter::binding(const Expr& address) const {
  if (const std::optional<Text> chosen = chosen_place(address)) return *chosen;
  if (const auto* node = ir::get_if<ir::AddressOf>(address)) return place(node->place);
  if (ir::get_if<ir::VarRef>(address) && is_reference(address)) return value(address);
  if (address->type->kind == TypeKind::kPointer) {
    return Text{
        "*" + parenthesized(value(address), Precedence::kUnary), Precedence::kUnary, address->type->element, {}};
  }
  return exact(address);
}

std::string ExprPrinter::member_access(const Expr& base) const {
  const auto* deref = ir::get_if<ir::Deref>(base);
  if (deref && !is_reference(deref->pointer)) return parenthesized(value(deref->pointer), Precedence::kPostfix) + "->";
  return parenthesized(value(base), Precedence::kPostfix) + ".";
}

Text ExprPrinter::size(const Expr& count) const {
  const Text text = value(count);
  return converts_silently(text, ir::size_type()) ? text : converted(text, ir::size_type());
}

std::string ExprPrinter::joined(const std::vector<std::string>& text, const std::vector<Expr>& operands) const {
  std::string result = text.empty() ? "" : text[0];
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const std::string after = i + 1 < text.size() ? text[i + 1] : "";
    const bool is_object = !after.empty() && after[0] == '.' && after.rfind("...", 0) != 0;
    if (is_object) {
      // `->` of a pointer where the source wrote `.` behind its referent.
      result += member_access(operands[i]) + after.substr(1);
    } else {
      const Text operand = exact(operands[i]);
      result += stands_alone(text[i], after) ? operand.text : parenthesized(operand, Precedence::kPostfix);
      result += after;
    }
  }
  return result;
}

Text ExprPrinter::print(const ir::Literal& expr, const Type& type) const {
  if (expr.spelling == "inf" || expr.spelling == "nan") {
    const std::string function = expr.spelling == "inf" ? "infinity" : "quiet_NaN";
    return Text{"std::numeric_limits<" + print_type(ir::without_const(type)) + ">::" + function + "()",
                Precedence::kPostfix,
                type,
                {}};
  }
  const bool is_negative = !expr.spelling.empty() && expr.spelling[0] == '-';
  const bool is_plain = looks_postfix(expr.spelling);
  const Precedence precedence = is_plain      ? Precedence::kPostfix
                                : is_negative ? Precedence::kUnary
                                              : Precedence::kLowest;
  return Text{expr.spelling, precedence, literal_type(expr.spelling, type), expr.value};
}

Text ExprPrinter::print(const ir::VarRef& expr, const Type& type) const {
  return Text{names_.of(expr.var), Precedence::kPostfix, type, {}};
}

/// A class whose pointer to const memory is seen as one to memory that is written (a shadow) keeps its declaration.
Text ExprPrinter::print(const ir::Member& expr, const Type& type) const {
  const Text text = member(expr, type);
  if (!loses_const(declared_type(expr), type)) return text;
  return Text{
      "const_cast<" + print_type(ir::without_const(type)) + ">(" + text.text + ")", Precedence::kPostfix, type, {}};
}

Text ExprPrinter::member(const ir::Member& expr, const Type& type) const {
  const Type base = ir::strip_reference(expr.base->type);
  std::string accessor;
  if (expr.is_private) accessor = accessor_name(base, expr.field);
  if (base->kind == ir::TypeKind::kRecord && base->record->is_tuple) {
    accessor = "std::get<" + std::to_string(ir::position_of(*base->record, expr.field)) + ">";
  }
  if (!accessor.empty()) return Text{accessor + "(" + value(expr.base).text + ")", Precedence::kPostfix, type, {}};
  return Text{member_access(expr.base) + expr.field, Precedence::kPostfix, type, {}};
}

std::string ExprPrinter::subscript(const Expr& index, const Type& base) const {
  if (is_class_container(base)) return size(index).text;
  const Text text = value(index);
  return is_char(text.type) ? converted(text, ir::int_type()).text : text.text;
}

bool ExprPrinter::is_block(const Expr& root) const {
  const auto* ref = ir::get_if<ir::VarRef>(root);
  return ref && is_flat(root->type) && root->type->kind == TypeKind::kArray &&
         function_.var(ref->var).role != ir::VarRole::kParam;
}

Text ExprPrinter::flat_element_text(const FlatPlace& place, const Type& type) const {
  const Text offset = is_block(place.root) ? size(place.offset) : value(place.offset);
  return Text{
      parenthesized(value(place.root), Precedence::kPostfix) + "[" + offset.text + "]", Precedence::kPostfix, type, {}};
}

Text ExprPrinter::flat_address(const FlatPlace& place, const Type& type) const {
  const Text root = value(place.root);
  const std::string first = is_block(place.root) ? root.text + ".data()" : parenthesized(root, Precedence::kAdditive);
  if (ir::is_zero(place.offset)) return Text{first, Precedence::kPostfix, type, {}};
  return Text{
      first + " + " + parenthesized(value(place.offset), Precedence::kMultiplicative), Precedence::kAdditive, type, {}};
}

Text ExprPrinter::print(const ir::Index& expr, const Type& type) const {
  if (const auto flat = flat_place(ir::make_expr(expr, type))) return flat_element_text(*flat, type);
  const Type base = ir::strip_reference(expr.base->type);
  return Text{parenthesized(value(expr.base), Precedence::kPostfix) + "[" + subscript(expr.index, base) + "]",
              Precedence::kPostfix,
              type,
              {}};
}

Text ExprPrinter::print(const ir::Deref& expr, const Type& type) const {
  if (is_reference(expr.pointer)) {
    // A number that is read needs no cast.
    const auto* node = ir::get_if<ir::Member>(expr.pointer);
    Text text = node && ir::is_real(type) ? member(*node, type) : value(expr.pointer);
    text.type = type;
    return text;
  }
  const auto* literal = ir::get_if<ir::Literal>(expr.pointer);
  if (literal && literal->spelling == "nullptr") {
    // C's way to stop at once. Compilers warn of it, and may leave it out, unless it is volatile.
    return Text{"*static_cast<volatile " + print_type(type) + "*>(nullptr)", Precedence::kUnary, type, {}};
  }
  return Text{"*" + parenthesized(value(expr.pointer), Precedence::kUnary), Precedence::kUnary, type, {}};
}

Text ExprPrinter::first_element(const Expr& container) const {
  const Type type = ir::strip_reference(container->type);
  if (!is_class_container(type)) return value(container);
  return Text{member_access(container) + "data()", Precedence::kPostfix, type, {}};
}

Text ExprPrinter::print(const ir::AddressOf& expr, const Type& type) const {
  if (const auto* deref = ir::get_if<ir::Deref>(expr.place); deref && !is_reference(deref->pointer)) {
    return value(deref->pointer);
  }
  if (const auto flat = flat_place(expr.place)) return flat_address(*flat, flattened(type));
  if (const auto* index = ir::get_if<ir::Index>(expr.place)) {
    Text first = first_element(index->base);
    first.type = type;
    if (ir::is_zero(index->index)) return first;
    if (is_class_container(ir::strip_reference(index->base->type))) {
      const Text offset = value(index->index);
      return Text{
          first.text + " + " + parenthesized(offset, Precedence::kMultiplicative), Precedence::kAdditive, type, {}};
    }
  }
  return Text{"&" + parenthesized(place(expr.place), Precedence::kUnary), Precedence::kUnary, type, {}};
}

namespace {

/// The record that a pointer leads to in front of its conversion to a pointer to a base; null for anything else.
const ir::Record* pointed_record(const Expr& expr) {
  const auto* cast = ir::get_if<ir::Cast>(expr);
  const Type& type = cast && cast->is_implicit ? cast->operand->type : expr->type;
  return type->kind == TypeKind::kPointer && type->element->kind == TypeKind::kRecord ? type->element->record : nullptr;
}

/// `c ? &square : &circle`: C++ looks for no common base.
bool needs_base(const ir::Select& expr, const Type& type) {
  const ir::Record* const a = pointed_record(expr.if_true);
  const ir::Record* const b = pointed_record(expr.if_false);
  const ir::Record* const base = a && b && type->kind == TypeKind::kPointer ? type->element->record : nullptr;
  return base && a != b && a != base && b != base;
}

}  // namespace

Text ExprPrinter::print(const ir::Select& expr, const Type& type) const {
  Text if_true = value(expr.if_true);
  if (needs_base(expr, type)) {
    if_true = Text{"static_cast<" + print_type(type) + ">(" + if_true.text + ")", Precedence::kPostfix, type, {}};
  }
  Text if_false = value(expr.if_false);
  Type result = type;
  if (ir::is_real(type) || ir::is_integer(type)) {
    const Type common = common_type(if_true.type, if_false.type);
    if (converts_silently(if_true, common) && converts_silently(if_false, common)) {
      result = common;
    } else {
      if_true = exactly(if_true, type);
      if_false = exactly(if_false, type);
    }
    // A choice between booleans is one; promotion is for arithmetic.
    if (if_true.type->kind == TypeKind::kBool && if_false.type->kind == TypeKind::kBool) result = ir::bool_type();
  }
  return chosen(expr, if_true, if_false, result);
}

Text ExprPrinter::print(const ir::Cast& expr, const Type& type) const {
  if (type->kind == TypeKind::kBool) {
    Text text = condition(expr.operand);
    if (text.type->kind == TypeKind::kBool) return text;
    const std::string zero = text.type->kind == TypeKind::kPointer ? " != nullptr" : " != 0";
    return Text{parenthesized(text, Precedence::kRelational) + zero, Precedence::kEquality, type, {}};
  }
  const Text text = value(expr.operand);
  if (expr.is_implicit && converts_silently(text, type)) {
    // Numbers keep their narrower type in view; anything else (decay, base classes) becomes what was asked for.
    Text kept = text;
    // For C++ what becomes `void*` by itself is still a pointer of its own type in front of the next conversion.
    const bool is_erased = type->kind == TypeKind::kPointer && type->element->kind == TypeKind::kVoid;
    if (!ir::is_real(type) && !ir::is_integer(type) && !is_erased) kept.type = type;
    return kept;
  }
  if (!expr.is_implicit && ir::same_type(text.type, type)) return text;
  return expr.is_implicit ? exactly(text, type) : converted(text, type);
}

Text ExprPrinter::print(const ir::Intrinsic& expr, const Type& type) const {
  std::vector<Text> arguments;
  arguments.reserve(expr.arguments.size());
  for (const Expr& argument : expr.arguments) arguments.push_back(value(argument));
  // One argument of the call's own type decides the overload; the others follow where they do so silently.
  // (An integer beside a float makes it the double overload.)
  const bool decided = converts_arguments(expr.name) && ir::is_real(type) && type->bytes > 4 &&
                       std::any_of(arguments.begin(), arguments.end(),
                                   [&](const Text& text) { return same_arithmetic(text.type, type); });
  std::string list;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Type& wanted = expr.arguments[i]->type;
    const bool keeps = decided && (ir::is_integer(arguments[i].type) || same_arithmetic(arguments[i].type, type)) &&
                       converts_silently(arguments[i], wanted);
    list += (i == 0 ? "" : ", ") + (keeps ? arguments[i] : exactly(arguments[i], wanted)).text;
  }
  return Text{expr.name + "(" + list + ")", Precedence::kPostfix, type, {}};
}

Text ExprPrinter::print(const ir::OpaqueExpr& expr, const Type& type) const {
  std::string text = joined(expr.text, expr.operands);
  const Precedence precedence = looks_postfix(text) ? Precedence::kPostfix : Precedence::kLowest;
  return Text{std::move(text), precedence, type, {}};
}

Text ExprPrinter::print(const std::monostate&, const Type& type) const {
  return Text{"", Precedence::kPostfix, type, {}};
}

}  // namespace backsweep::codegen
