// Adds and multiplies symbolic amounts.
#include "report/amount.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/text.h"
#include "ir/walk.h"

namespace backsweep::report {

namespace {

constexpr long kPointerBytes = 8;
constexpr long kSizeBytes = 8;

template <class T>
std::vector<T> sorted(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return values;
}

const ir::Expr& without_casts(const ir::Expr& expr) {
  const auto* node = ir::get_if<ir::Cast>(expr);
  return node ? without_casts(node->operand) : expr;
}

ir::Expr cleaned(const ir::Expr& expr) {
  return ir::rewrite(expr, [](const ir::Expr& e) -> ir::Expr {
    if (const auto* node = ir::get_if<ir::Cast>(e); node && ir::is_integer(e->type)) return node->operand;
    if (const auto* node = ir::get_if<ir::Binary>(e); node && ir::is_integer(e->type)) {
      return ir::binary(node->op, node->left, node->right);
    }
    return e;
  });
}

}  // namespace

Amount::Amount(long value) { add({value, {}}); }

Amount Amount::named(std::string name) {
  Amount amount;
  amount.add({1, {{std::move(name), {}}}});
  return amount;
}

Amount Amount::of(const ir::Expr& expr, const ir::Function& function) {
  const ir::Expr& value = without_casts(expr);
  Amount amount;
  if (const auto* number = ir::get_if<ir::Literal>(value); number && number->value) {
    return Amount(static_cast<long>(*number->value));
  }
  const auto* node = ir::get_if<ir::Binary>(value);
  if (node && node->op == ir::BinaryOp::kMul) return of(node->left, function).times(of(node->right, function));
  if (node && (node->op == ir::BinaryOp::kAdd || node->op == ir::BinaryOp::kSub)) {
    amount = of(node->left, function);
    Amount right = of(node->right, function);
    if (node->op == ir::BinaryOp::kSub) {
      for (Term& term : right.terms_) term.coefficient = -term.coefficient;
    }
    return amount += right;
  }
  std::string text = text_of(value, function);
  if (node || ir::get_if<ir::Select>(value) || text.front() == '*') text = "(" + text + ")";
  Factor factor{std::move(text), {}};
  ir::walk(value, [&](const ir::Expr& e) {
    if (const auto* ref = ir::get_if<ir::VarRef>(e)) factor.vars.insert(ref->var);
  });
  amount.add({1, {std::move(factor)}});
  return amount;
}

void Amount::add(Term term) {
  const std::vector<Factor> key = sorted(term.factors);
  const auto same =
      std::find_if(terms_.begin(), terms_.end(), [&](const Term& one) { return sorted(one.factors) == key; });
  if (same != terms_.end()) {
    same->coefficient += term.coefficient;
    if (same->coefficient == 0) terms_.erase(same);
  } else if (term.coefficient != 0) {
    // Constants last.
    const auto at = std::find_if(terms_.begin(), terms_.end(), [](const Term& one) { return one.factors.empty(); });
    terms_.insert(term.factors.empty() ? terms_.end() : at, std::move(term));
  }
}

Amount& Amount::operator+=(const Amount& other) {
  const Amount added = other;
  for (const Term& term : added.terms_) add(term);
  return *this;
}

std::set<ir::VarId> Amount::vars() const {
  std::set<ir::VarId> all;
  for (const Term& term : terms_) {
    for (const Factor& factor : term.factors) all.insert(factor.vars.begin(), factor.vars.end());
  }
  return all;
}

Amount::Term Amount::as_factor() const {
  if (terms_.size() == 1) return terms_.front();
  return {1, {{"(" + text() + ")", vars()}}};
}

Amount Amount::times(const Amount& other) const {
  Amount product;
  if (is_zero() || other.is_zero()) return product;
  if (is_one()) return other;
  if (other.is_one()) return *this;
  const Term left = as_factor();
  const Term right = other.as_factor();
  Term both{left.coefficient * right.coefficient, left.factors};
  both.factors.insert(both.factors.end(), right.factors.begin(), right.factors.end());
  product.add(std::move(both));
  return product;
}

Amount Amount::divided_by(const Amount& step) const {
  const auto operand = [](const Amount& one) {
    const std::string text = one.text();
    return text.find_first_of("*+ ") == std::string::npos ? text : "(" + text + ")";
  };
  Amount amount;
  std::set<ir::VarId> all = vars();
  all.merge(step.vars());
  amount.add({1, {{"ceil(" + operand(*this) + " / " + operand(step) + ")", std::move(all)}}});
  return amount;
}

Amount Amount::summed_over(ir::VarId var, const std::string& range) const {
  // What is the same for every value stands in front of the sum.
  Term outside{1, {}};
  Amount inside = *this;
  if (terms_.size() == 1) {
    Term varying{1, {}};
    outside.coefficient = terms_.front().coefficient;
    for (const Factor& factor : terms_.front().factors) {
      (factor.vars.count(var) ? varying : outside).factors.push_back(factor);
    }
    inside = Amount();
    inside.add(std::move(varying));
  }
  std::string text = inside.text();
  const bool is_enclosed = inside.terms_.front().factors.size() == 1 && text.front() == '(';
  if (is_enclosed) text = text.substr(1, text.size() - 2);
  std::set<ir::VarId> vars = inside.vars();
  vars.erase(var);
  outside.factors.push_back({"sum(" + text + ", " + range + ")", std::move(vars)});
  Amount amount;
  amount.add(std::move(outside));
  return amount;
}

bool Amount::is_one() const { return text() == "1"; }

std::string Amount::text() const {
  std::string text;
  for (const Term& term : terms_) {
    const long size = term.coefficient < 0 ? -term.coefficient : term.coefficient;
    if (text.empty())
      text += term.coefficient < 0 ? "-" : "";
    else
      text += term.coefficient < 0 ? " - " : " + ";
    std::string product = size == 1 && !term.factors.empty() ? "" : std::to_string(size);
    for (const Factor& factor : term.factors) product += (product.empty() ? "" : "*") + factor.text;
    text += product;
  }
  return text.empty() ? "0" : text;
}

std::string Amount::bytes() const { return text() + (is_one() ? " byte" : " bytes"); }

Amount bytes_of(const ir::Type& type, const ir::Expr& place, const ir::Function& function) {
  switch (type->kind) {
    case ir::TypeKind::kVoid:
    case ir::TypeKind::kOpaque:
      return {};
    case ir::TypeKind::kBool:
      return Amount(1);
    case ir::TypeKind::kInteger:
    case ir::TypeKind::kReal:
      return Amount(type->bytes);
    case ir::TypeKind::kPointer:
    case ir::TypeKind::kReference:
      return Amount(kPointerBytes);
    case ir::TypeKind::kArray: {
      const Amount count = type->extent ? Amount::of(type->extent, function) : Amount(1);
      return bytes_of(type->element, nullptr, function).times(count);
    }
    case ir::TypeKind::kVector: {
      const std::string name = place ? text_of(place, function) : "element";
      Amount amount = bytes_of(type->element, nullptr, function).times(Amount::named(name + ".size()"));
      return amount += Amount(kSizeBytes);
    }
    case ir::TypeKind::kRecord: {
      Amount amount;
      if (!type->record) return amount;
      for (const ir::Field& field : type->record->fields) {
        amount += bytes_of(field.type, place ? ir::member(place, field.name, field.type) : nullptr, function);
      }
      return amount;
    }
  }
  return {};
}

Amount trips_of(const ir::For& loop, const ir::Function& function) {
  using ir::BinaryOp;
  const ir::Expr from = cleaned(loop.from);
  const ir::Expr to = cleaned(loop.to);
  const ir::Expr step = cleaned(loop.step);
  ir::Expr count = loop.is_down ? ir::binary(BinaryOp::kSub, from, to) : ir::binary(BinaryOp::kSub, to, from);
  const bool is_closed = loop.compare == BinaryOp::kLessEqual || loop.compare == BinaryOp::kGreaterEqual;
  Amount trips = Amount::of(count, function);
  if (is_closed) trips += Amount(1);
  if (ir::is_one(step)) return trips;
  return trips.divided_by(Amount::of(step, function));
}

std::string range_of(const ir::For& loop, const ir::Function& function) {
  const bool is_closed = loop.compare == ir::BinaryOp::kLessEqual || loop.compare == ir::BinaryOp::kGreaterEqual;
  Amount from = Amount::of(cleaned(loop.from), function);
  Amount to = Amount::of(cleaned(loop.to), function);
  if (!is_closed) to += Amount(loop.is_down ? 1 : -1);
  const std::string name = function.var(loop.var).name;
  const std::string step = ir::is_one(loop.step) ? "" : " step " + text_of(loop.step, function);
  return name + " = " + (loop.is_down ? to : from).text() + " .. " + (loop.is_down ? from : to).text() + step;
}

}  // namespace backsweep::report
