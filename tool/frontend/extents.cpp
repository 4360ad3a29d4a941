// A recursive-descent parser of extent expressions:
//     sum := product (('+' | '-') product)*      product := unary (('*' | '/' | '%') unary)*
//     unary := ('-' | '*') unary | postfix       postfix := primary ('[' sum ']' | ('.' | '->') (name | 'size()'))*
//     primary := number | '(' sum ')' | name
#include "frontend/extents.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>

#include "base/words.h"
#include "ir/build.h"

namespace backsweep::frontend {

namespace {

using base::is_word;

/// The fields that `type` gives access to, through references and pointers; null where it is no record.
const ir::Record* record_behind(const ir::Type& type) {
  ir::Type current = type;
  while (current && ir::is_pointer_like(current)) current = current->element;
  return current && current->kind == ir::TypeKind::kRecord ? current->record : nullptr;
}

const ir::Field* find_field(const ir::Record& record, const std::string& name) {
  const auto field =
      std::find_if(record.fields.begin(), record.fields.end(), [&](const ir::Field& f) { return f.name == name; });
  return field == record.fields.end() ? nullptr : &*field;
}

ir::Expr through_pointers(ir::Expr place) {
  while (place->type && ir::is_pointer_like(place->type)) place = ir::deref(place);
  return place;
}

class Parser {
 public:
  Parser(const std::string& text, const ir::Function& function, const ConstantLookup& constants)
      : text_(text), function_(function), constants_(constants) {}

  ir::Expr parse(std::string& error) {
    const ir::Expr result = integer(sum());
    skip_blanks();
    if (result && position_ < text_.size()) fail("unexpected '" + text_.substr(position_) + "'");
    error = error_;
    return error_.empty() ? result : nullptr;
  }

 private:
  ir::Expr sum() {
    ir::Expr left = product();
    while (left) {
      const char sign = peek();
      if (sign != '+' && sign != '-') return left;
      ++position_;
      left = combine(sign == '+' ? ir::BinaryOp::kAdd : ir::BinaryOp::kSub, left, product());
    }
    return nullptr;
  }

  ir::Expr product() {
    ir::Expr left = unary();
    while (left) {
      const char sign = peek();
      if (sign != '*' && sign != '/' && sign != '%') return left;
      ++position_;
      const ir::BinaryOp op = sign == '*' ? ir::BinaryOp::kMul : sign == '/' ? ir::BinaryOp::kDiv : ir::BinaryOp::kRem;
      left = combine(op, left, unary());
    }
    return nullptr;
  }

  ir::Expr unary() {
    const char sign = peek();
    if (sign != '-' && sign != '*') return postfix();
    ++position_;
    const ir::Expr operand = unary();
    if (sign == '*') return operand ? pointed(value(operand)) : nullptr;
    const ir::Expr number = integer(operand);
    return number ? ir::unary(ir::UnaryOp::kNegate, number) : nullptr;
  }

  ir::Expr postfix() {
    ir::Expr place = primary();
    while (place) {
      if (peek() == '[') {
        place = subscripted(place);
      } else if (peek() == '.' || text_.compare(position_, 2, "->") == 0) {
        position_ += text_[position_] == '.' ? 1 : 2;
        place = projected(place, word());
      } else {
        break;
      }
    }
    return place;
  }

  ir::Expr subscripted(const ir::Expr& place) {
    ++position_;
    const ir::Expr subscript = integer(sum());
    if (subscript && peek() != ']') return fail("']' is missing in '" + text_ + "'");
    ++position_;
    return subscript ? element(value(place), subscript) : nullptr;
  }

  ir::Expr pointed(const ir::Expr& pointer) {
    const bool is_pointer = pointer->type && pointer->type->kind == ir::TypeKind::kPointer;
    return is_pointer ? ir::deref(pointer) : element(pointer, ir::integer(0));
  }

  ir::Expr element(const ir::Expr& array, const ir::Expr& subscript) {
    const ir::TypeKind kind = array->type ? array->type->kind : ir::TypeKind::kVoid;
    if (kind == ir::TypeKind::kPointer || kind == ir::TypeKind::kArray || kind == ir::TypeKind::kVector) {
      return ir::index(array, subscript);
    }
    return fail("'" + text_ + "' takes an element of what is no pointer or array");
  }

  static ir::Expr value(const ir::Expr& place) {
    return place->type && place->type->kind == ir::TypeKind::kReference ? ir::deref(place) : place;
  }

  /// What numbers are made of; null where it is none.
  ir::Expr integer(const ir::Expr& operand) {
    if (!operand) return nullptr;
    const ir::Expr number = value(operand);
    return number->type && ir::is_integer(number->type) ? number : fail("'" + text_ + "' is not an integer");
  }

  ir::Expr primary() {
    const char c = peek();
    if (c == '(') {
      ++position_;
      ir::Expr inner = sum();
      if (inner && peek() != ')') return fail("')' is missing in '" + text_ + "'");
      ++position_;
      return inner;
    }
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) return number();
    if (is_word(c)) return root(word());
    return fail(c == '\0' ? "'" + text_ + "' ends early" : "unexpected '" + std::string(1, c) + "' in '" + text_ + "'");
  }

  ir::Expr number() {
    char* end = nullptr;
    errno = 0;
    const long value = std::strtol(text_.c_str() + position_, &end, 0);
    if (errno == ERANGE) return fail("'" + text_ + "' is too large");
    position_ = static_cast<std::size_t>(end - text_.c_str());
    while (peek_raw() == 'u' || peek_raw() == 'U' || peek_raw() == 'l' || peek_raw() == 'L') ++position_;
    if (is_word(peek_raw()) || peek_raw() == '.') return fail("'" + text_ + "' is not an integer");
    return ir::integer(value);
  }

  ir::Expr root(const std::string& name) {
    ir::VarId var = find_parameter(function_, name);
    if (var.is_valid()) return ir::place_of(function_, var);
    const ir::VarId object = find_parameter(function_, "this");
    if (object.is_valid()) {
      const ir::Record* const record = record_behind(function_.var(object).type);
      if (record != nullptr && find_field(*record, name) != nullptr)
        return projected(ir::place_of(function_, object), name);
    }
    if (const std::optional<long> value = constants_ ? constants_(name) : std::nullopt)
      return ir::integer(*value, integer_for(*value));
    return fail("'" + name + "' is neither a parameter nor an integer constant");
  }

  static ir::Type integer_for(long value) {
    return value == static_cast<long>(static_cast<int>(value)) ? ir::int_type() : ir::long_type();
  }

  ir::Expr projected(const ir::Expr& place, const std::string& name) {
    const ir::Expr object = through_pointers(place);
    const ir::TypeKind kind = object->type ? object->type->kind : ir::TypeKind::kVoid;
    if (peek() == '(') {
      ++position_;
      if (peek() != ')') return fail("only size() may be called in an extent");
      ++position_;
      const bool is_container = kind == ir::TypeKind::kVector || kind == ir::TypeKind::kArray;
      if (name == "size" && is_container) return ir::size_of(object);
      if (kind == ir::TypeKind::kOpaque && (name == "size" || name == "rows" || name == "cols")) {
        return ir::opaque({"", "." + name + "()"}, {object}, ir::long_type());
      }
      return fail("'" + name + "()' is not known here");
    }
    const ir::Record* const record = record_behind(object->type);
    const ir::Field* const field = record == nullptr ? nullptr : find_field(*record, name);
    if (field == nullptr) return fail("there is no member '" + name + "'");
    return ir::member(object, name, field->type, field->is_private);
  }

  ir::Expr combine(ir::BinaryOp op, const ir::Expr& left, const ir::Expr& right) {
    const ir::Expr first = integer(left);
    const ir::Expr second = integer(right);
    return first && second ? ir::binary(op, first, second) : nullptr;
  }

  std::string word() {
    skip_blanks();
    const std::size_t begin = position_;
    while (is_word(peek_raw())) ++position_;
    return text_.substr(begin, position_ - begin);
  }

  void skip_blanks() {
    while (position_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[position_])) != 0) ++position_;
  }
  [[nodiscard]] char peek_raw() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  char peek() {
    skip_blanks();
    return peek_raw();
  }

  ir::Expr fail(const std::string& reason) {
    if (error_.empty()) error_ = reason;
    return nullptr;
  }

  const std::string& text_;
  const ir::Function& function_;
  const ConstantLookup& constants_;
  std::size_t position_ = 0;
  std::string error_;
};

}  // namespace

ir::VarId find_parameter(const ir::Function& function, const std::string& name) {
  for (const ir::VarId id : function.params) {
    const ir::Variable& variable = function.var(id);
    if (variable.is_this ? name == "this" : variable.name == name) return id;
  }
  return {};
}

ir::Expr place_of_members(const ir::Function& function, ir::VarId root, const std::vector<std::string>& members,
                          std::string& error) {
  ir::Expr place = ir::place_of(function, root);
  for (const std::string& name : members) {
    place = through_pointers(place);
    const ir::Record* const record = record_behind(place->type);
    const ir::Field* const field = record == nullptr ? nullptr : find_field(*record, name);
    if (field == nullptr) {
      error = name;
      return nullptr;
    }
    place = ir::member(place, name, field->type, field->is_private);
  }
  return place;
}

ir::Expr parse_extent(const std::string& text, const ir::Function& function, const ConstantLookup& constants,
                      std::string& error) {
  return Parser(text, function, constants).parse(error);
}

}  // namespace backsweep::frontend
