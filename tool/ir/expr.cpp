// Tells places from values and compares expressions.
#include "ir/expr.h"

#include "ir/walk.h"

namespace backsweep::ir {
namespace {

// What of a node is not an operand: equal heads and equal children make equal expressions.
struct SameHead {
  const ExprVariant& other;

  template <class Kind>
  const Kind& same() const { return std::get<Kind>(other); }

  bool operator()(const Literal& a) const { return a.spelling == same<Literal>().spelling; }
  bool operator()(const VarRef& a) const { return a.var == same<VarRef>().var; }
  bool operator()(const Member& a) const { return a.field == same<Member>().field; }
  bool operator()(const Index&) const { return true; }
  bool operator()(const Deref&) const { return true; }
  bool operator()(const AddressOf&) const { return true; }
  bool operator()(const Unary& a) const { return a.op == same<Unary>().op; }
  bool operator()(const Binary& a) const { return a.op == same<Binary>().op; }
  bool operator()(const Select&) const { return true; }
  bool operator()(const Cast&) const { return true; }
  bool operator()(const Intrinsic& a) const { return a.name == same<Intrinsic>().name; }
  bool operator()(const OpaqueExpr& a) const { return a.text == same<OpaqueExpr>().text; }
  bool operator()(const std::monostate&) const { return true; }
};

}  // namespace

bool is_variable(const Expr& expr, VarId var) {
  const auto* ref = get_if<VarRef>(expr);
  return ref && ref->var == var;
}

bool is_place(const Expr& expr) {
  if (get_if<VarRef>(expr) || get_if<Deref>(expr) || get_if<Index>(expr)) return true;
  const auto* member = get_if<Member>(expr);
  return member && is_place(member->base);
}

bool same_expr(const Expr& a, const Expr& b) {
  if (a == b) return true;
  if (!a || !b || a->node.index() != b->node.index()) return false;
  if (!same_type(a->type, b->type) || !std::visit(SameHead{b->node}, a->node)) return false;
  const std::vector<Expr> a_children = children(a);
  const std::vector<Expr> b_children = children(b);
  if (a_children.size() != b_children.size()) return false;
  for (std::size_t i = 0; i < a_children.size(); ++i) {
    if (!same_expr(a_children[i], b_children[i])) return false;
  }
  return true;
}

std::vector<Expr> variable_extents(const Type& type) {
  std::vector<Expr> extents;
  for (Type one = type; one && one->kind == TypeKind::kArray && !one->is_std; one = one->element) {
    if (one->extent && !get_if<Literal>(one->extent)) extents.push_back(one->extent);
  }
  return extents;
}

bool is_integer_cast(const Expr& expr) {
  const auto* node = get_if<Cast>(expr);
  if (!node || !is_integer(expr->type) || !is_integer(node->operand->type)) return false;
  constexpr int kBytesOfInt = 4;
  return expr->type->bytes >= kBytesOfInt || expr->type->bytes >= node->operand->type->bytes;
}

Expr without_integer_casts(const Expr& expr) {
  return is_integer_cast(expr) ? without_integer_casts(std::get<Cast>(expr->node).operand) : expr;
}

}  // namespace backsweep::ir
