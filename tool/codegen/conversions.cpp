// Decides where a conversion may stay implicit, and spells the explicit ones.
#include "codegen/conversions.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

#include "codegen/codegen.h"

namespace backsweep::codegen {
namespace {

using ir::Type;
using ir::TypeKind;

constexpr std::string_view kBuiltinIntegers[] = {
    "char",         "signed char", "unsigned char", "short",      "unsigned short",     "int",
    "unsigned int", "long",        "unsigned long", "long long",  "unsigned long long", "char16_t",
    "char32_t",     "char8_t",     "wchar_t",       "std::size_t"};

}  // namespace

bool is_enumeration(const Type& type) {
  return type->kind == TypeKind::kInteger &&
         std::find(std::begin(kBuiltinIntegers), std::end(kBuiltinIntegers), type->spelling) ==
             std::end(kBuiltinIntegers) &&
         type->spelling.find("int128") == std::string::npos;
}

namespace {

bool is_arithmetic(const Type& type) { return ir::is_real(type) || ir::is_integer(type); }

int mantissa_bits(const Type& real) { return real->bytes == 4 ? 24 : real->bytes == 8 ? 53 : 64; }

int value_bits(const Type& integer) {
  if (integer->kind == TypeKind::kBool) return 1;
  return 8 * integer->bytes - (integer->is_signed ? 1 : 0);
}

bool fits_integer(double value, const Type& to) {
  if (value != std::floor(value)) return false;
  const double bound = std::ldexp(1.0, value_bits(to));
  return to->is_signed && to->kind != TypeKind::kBool ? value >= -bound && value < bound : value >= 0 && value < bound;
}

bool fits_real(double value, const Type& to) {
  return to->bytes > 4 || static_cast<double>(static_cast<float>(value)) == value;
}

/// Whether the digits mean the same number in the wider type (0.1 and 0.1L do not).
bool respells_exactly(const Text& literal, const Type& to) {
  return to->bytes <= 8 || std::fabs(std::strtold(literal.text.c_str(), nullptr)) == std::fabs(*literal.constant);
}

bool integer_converts(const Text& from, const Type& to) {
  if (is_enumeration(to)) return from.type->spelling == to->spelling;
  if (from.type->kind == TypeKind::kBool) return true;
  if (from.constant) return fits_integer(*from.constant, to);
  if (value_bits(from.type) > value_bits(to)) return false;
  // Of `-u` and `~u`, unsigned, clang wants to know whether widening them was meant.
  const bool wraps = !from.type->is_signed && from.precedence == Precedence::kUnary && from.text[0] != '*';
  if (wraps && to->bytes != from.type->bytes) return false;
  return !from.type->is_signed || to->is_signed;
}

bool arithmetic_converts(const Text& from, const Type& to) {
  if (to->kind == TypeKind::kBool) return from.type->kind == TypeKind::kBool;
  if (ir::is_real(from.type)) return ir::is_real(to) && from.type->bytes <= to->bytes;
  if (!ir::is_real(to)) return integer_converts(from, to);
  if (from.constant) return fits_real(*from.constant, to);
  // g++ takes the result of a comparison for an int.
  if (from.type->kind == TypeKind::kBool && from.precedence < Precedence::kUnary) return to->bytes > 4;
  return value_bits(from.type) <= mantissa_bits(to);
}

bool pointer_converts(const Text& from, const Type& to) {
  if (from.type->kind != TypeKind::kPointer || from.text == "nullptr") return true;
  const Type& source = from.type->element;
  const Type& target = to->element;
  if (!source || !target) return true;
  if (source->is_const && !target->is_const) return false;
  if (target->kind == TypeKind::kVoid || ir::same_type(source, target)) return true;
  // Derived to base; unrelated classes do not convert in C++ sources, and the frontend casts explicitly in C ones.
  return source->kind == TypeKind::kRecord && target->kind == TypeKind::kRecord;
}

Text named_cast(const std::string& cast, const std::string& type, const Text& from, const Type& to) {
  return Text{cast + "<" + type + ">(" + from.text + ")", Precedence::kPostfix, to, {}};
}

/// An array is constant where its elements are.
bool is_constant(Type type) {
  while (type->kind == TypeKind::kArray && !type->is_const) type = type->element;
  return type->is_const;
}

Text converted_pointer(const Text& from, const Type& to) {
  const Type source = from.type->element ? from.type->element : ir::void_type();
  const Type target = to->element;
  if (ir::same_type(source, target)) {
    return source->is_const && !target->is_const ? named_cast("const_cast", print_type(to), from, to) : from;
  }
  const bool is_static = source->kind == TypeKind::kVoid || target->kind == TypeKind::kVoid ||
                         (source->kind == TypeKind::kRecord && target->kind == TypeKind::kRecord);
  const std::string cast = is_static ? "static_cast" : "reinterpret_cast";
  if (!is_constant(source) || is_constant(target)) return named_cast(cast, print_type(to), from, to);
  const Type with_const = ir::pointer_to(ir::with_const(target));
  return named_cast("const_cast", print_type(to), named_cast(cast, print_type(with_const), from, with_const), to);
}

bool is_number(const std::string& text) {
  return !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) || text[0] == '.');
}

Type integer_literal_type(const std::string& spelling) {
  const auto count = [&](char lower) {
    return std::count_if(spelling.begin(), spelling.end(), [&](char c) { return std::tolower(c) == lower; });
  };
  const bool is_hex = spelling.size() > 1 && std::tolower(spelling[1]) == 'x';
  const bool is_unsigned = count('u') > 0;
  bool is_long = count('l') > 0;
  if (!is_long && !is_hex) is_long = std::strtold(spelling.c_str(), nullptr) > 2147483647.0L;
  if (is_long) return is_unsigned ? ir::size_type() : ir::long_type();
  return is_unsigned ? ir::integer_type("unsigned int", 4, false) : ir::int_type();
}

/// `3L` for the `static_cast<long>(3)` that it is; nothing for types that have no ending of their own.
std::optional<Text> respelled_integer(const Text& from, const Type& to) {
  static const std::map<std::string_view, std::string_view> kEndings = {{"long", "L"}, {"long long", "LL"}, {"unsigned int", "U"}};
  const auto ending = to->kind == TypeKind::kInteger ? kEndings.find(to->spelling) : kEndings.end();
  const bool is_plain = from.constant && from.text.find_first_not_of("0123456789") == std::string::npos;
  if (ending == kEndings.end() || !is_plain || !fits_integer(*from.constant, to)) return std::nullopt;
  return Text{from.text + std::string(ending->second), from.precedence, to, from.constant};
}

}  // namespace

Type promoted(const Type& type) {
  if (type->kind == TypeKind::kBool) return ir::int_type();
  if (type->kind != TypeKind::kInteger) return type;
  if (type->bytes < 4) return ir::int_type();
  if (!is_enumeration(type)) return ir::without_const(type);
  if (type->bytes > 4) return type->is_signed ? ir::long_type() : ir::size_type();
  return type->is_signed ? ir::int_type() : ir::integer_type("unsigned int", 4, false);
}

Type common_type(const Type& a, const Type& b) {
  if (ir::is_real(a) || ir::is_real(b)) return ir::wider_real(a, b);
  const Type left = promoted(a);
  const Type right = promoted(b);
  if (left->bytes != right->bytes) return left->bytes > right->bytes ? left : right;
  return left->is_signed ? right : left;
}

bool same_arithmetic(const Type& a, const Type& b) {
  return a->kind == b->kind && a->bytes == b->bytes && a->is_signed == b->is_signed;
}

Type literal_type(const std::string& spelling, const Type& declared) {
  if (!is_number(spelling) || !is_arithmetic(declared)) return declared;
  const bool is_hex = spelling.size() > 1 && std::tolower(spelling[1]) == 'x';
  const std::string_view marks = is_hex ? ".pP" : ".eE";
  if (spelling.find_first_of(marks) == std::string::npos) return integer_literal_type(spelling);
  const char last = static_cast<char>(std::tolower(spelling.back()));
  if (last == 'f') return ir::float_type();
  return last == 'l' ? ir::long_double_type() : ir::double_type();
}

bool converts_silently(const Text& from, const Type& to) {
  const Type target = ir::strip_reference(to);
  if (!from.type || !target) return true;
  if (is_arithmetic(from.type) && is_arithmetic(target)) return arithmetic_converts(from, target);
  if (target->kind == TypeKind::kPointer) return pointer_converts(from, target);
  return true;
}

Text converted(const Text& from, const Type& to) {
  const Type target = ir::without_const(ir::strip_reference(to));
  if (target->kind == TypeKind::kPointer && from.type->kind == TypeKind::kPointer)
    return converted_pointer(from, target);
  if (target->kind == TypeKind::kPointer && ir::is_integer(from.type)) {
    return named_cast("reinterpret_cast", print_type(target), from, target);
  }
  if (from.type->kind == TypeKind::kPointer && target->kind == TypeKind::kInteger) {
    return named_cast("reinterpret_cast", print_type(target), from, target);
  }
  if (const std::optional<Text> literal = respelled_integer(from, target)) return *literal;
  return named_cast("static_cast", print_type(target), from, target);
}

Text exactly(const Text& from, const Type& to) {
  const Type target = ir::without_const(ir::strip_reference(to));
  if (!is_arithmetic(target) || !from.type || !is_arithmetic(from.type)) return from;
  if (same_arithmetic(from.type, target) && !is_enumeration(target) && !is_enumeration(from.type)) return from;
  if (from.type->spelling == target->spelling) return from;
  const bool is_negative = from.text.size() > 1 && from.text[0] == '-';
  const bool is_plain = is_number(is_negative ? from.text.substr(1) : from.text);
  if (!ir::is_real(target) || !from.constant || !is_plain || !fits_real(*from.constant, target) ||
      !respells_exactly(from, target)) {
    return converted(from, target);
  }
  std::string text = from.text;
  if (text.find_first_of("xX") != std::string::npos) return converted(from, target);
  while (!text.empty() && std::string_view("uUlLfF").find(text.back()) != std::string_view::npos) text.pop_back();
  if (text.find_first_of(".eE") == std::string::npos) text += ".0";
  if (target->bytes == 4) text += 'F';
  if (target->bytes > 8) text += 'L';
  return Text{text, from.precedence, target, from.constant};
}

}  // namespace backsweep::codegen
