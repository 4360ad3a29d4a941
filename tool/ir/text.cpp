// Writes expressions for people.
#include "ir/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace backsweep::ir {
namespace {

/// How tightly the outermost operator of a text binds.
enum Precedence { kLowest, kSelect = 1, kPostfix = 20, kPrefix = 19 };

struct Symbol {
  std::string_view text;
  int precedence;
};

Symbol symbol(BinaryOp op) {
  constexpr std::array<Symbol, 18> kSymbols = {{{"+", 12},
                                                {"-", 12},
                                                {"*", 13},
                                                {"/", 13},
                                                {"%", 13},
                                                {"<", 9},
                                                {"<=", 9},
                                                {">", 9},
                                                {">=", 9},
                                                {"==", 8},
                                                {"!=", 8},
                                                {"&&", 4},
                                                {"||", 3},
                                                {"&", 7},
                                                {"|", 5},
                                                {"^", 6},
                                                {"<<", 11},
                                                {">>", 11}}};
  return kSymbols[static_cast<std::size_t>(op)];
}

struct Text {
  std::string text;
  int precedence = kPostfix;
};

/// `std::max<long>(a, b)` is max(a, b) here.
std::string without_qualifiers(std::string text) {
  for (const std::string_view noise : {"<std::size_t>", "<long>", "std::"}) {
    for (std::size_t at = text.find(noise); at != std::string::npos; at = text.find(noise))
      text.erase(at, noise.size());
  }
  return text;
}

class Writer {
 public:
  explicit Writer(const Function& function) : function_(function) {}

  [[nodiscard]] Text write(const Expr& expr) const { return std::visit(*this, expr->node); }

  Text operator()(const Literal& e) const { return {e.spelling}; }
  Text operator()(const VarRef& e) const {
    return {function_.var(e.var).is_this ? "this" : function_.var(e.var).name};
  }
  Text operator()(const Member& e) const {
    const auto* pointed = get_if<Deref>(e.base);
    if (pointed && is_this(pointed->pointer)) return {e.field};
    if (pointed && pointed->pointer->type->kind == TypeKind::kPointer) {
      return {within(pointed->pointer, kPostfix) + "->" + e.field};
    }
    return {within(e.base, kPostfix) + "." + e.field};
  }
  Text operator()(const Index& e) const { return {within(e.base, kPostfix) + "[" + write(e.index).text + "]"}; }
  Text operator()(const Deref& e) const {
    if (e.pointer->type->kind == TypeKind::kReference) return write(e.pointer);
    return {"*" + within(e.pointer, kPrefix), kPrefix};
  }
  Text operator()(const AddressOf& e) const { return {"&" + within(e.place, kPrefix), kPrefix}; }
  Text operator()(const Unary& e) const {
    constexpr std::array<std::string_view, 3> kSymbols = {"-", "!", "~"};
    return {std::string(kSymbols[static_cast<std::size_t>(e.op)]) + within(e.operand, kPrefix), kPrefix};
  }
  Text operator()(const Binary& e) const {
    const auto [text, precedence] = symbol(e.op);
    const bool is_grouped = e.op != BinaryOp::kAdd && e.op != BinaryOp::kMul;
    return {
        within(e.left, precedence) + " " + std::string(text) + " " + within(e.right, precedence + (is_grouped ? 1 : 0)),
        precedence};
  }
  Text operator()(const Select& e) const {
    return {within(e.condition, kSelect + 1) + " ? " + within(e.if_true, kSelect) + " : " + within(e.if_false, kSelect),
            kSelect};
  }
  Text operator()(const Cast& e) const { return write(e.operand); }
  Text operator()(const Intrinsic& e) const {
    const std::size_t colon = e.name.rfind(':');
    std::string text = colon == std::string::npos ? e.name : e.name.substr(colon + 1);
    text += '(';
    for (std::size_t i = 0; i < e.arguments.size(); ++i) text += (i == 0 ? "" : ", ") + write(e.arguments[i]).text;
    return {text + ")"};
  }
  Text operator()(const OpaqueExpr& e) const {
    std::string text;
    for (std::size_t i = 0; i < std::max(e.text.size(), e.operands.size()); ++i) {
      if (i < e.text.size()) text += e.text[i];
      if (i < e.operands.size()) text += write(e.operands[i]).text;
    }
    return {without_qualifiers(text)};
  }
  Text operator()(const std::monostate&) const { return {"?"}; }

 private:
  [[nodiscard]] std::string within(const Expr& expr, int at_least) const {
    const Text inner = write(expr);
    return inner.precedence < at_least ? "(" + inner.text + ")" : inner.text;
  }

  [[nodiscard]] bool is_this(const Expr& expr) const {
    const auto* ref = get_if<VarRef>(expr);
    return ref && function_.var(ref->var).is_this;
  }

  const Function& function_;
};

}  // namespace

std::string text_of(const Expr& expr, const Function& function) {
  return expr ? Writer(function).write(expr).text : "";
}

}  // namespace backsweep::ir
