// Finds values that never change, and writes expressions in terms of them.
#include "analysis/stable_values.h"

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::analysis {
namespace {

bool is_size_query(const ir::OpaqueExpr& node) {
  return node.operands.size() == 1 && node.text.size() == 2 && node.text[0].empty() && node.text[1] == ".size()";
}

}  // namespace

StableValues::StableValues(const ir::Function& function) : function_(function) {
  ir::walk(function.body, [&](const ir::Stmt& stmt) { collect(stmt); });
}

void StableValues::collect(const ir::Stmt& stmt) {
  if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
    if (!declared_.emplace(s->var, s).second) changing_.insert(s->var);
  } else {
    note_writes(stmt);
  }
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
    ir::walk(expr, [&](const ir::Expr& e) {
      const auto* address = ir::get_if<ir::AddressOf>(e);
      const auto* taken = address ? ir::get_if<ir::VarRef>(address->place) : nullptr;
      if (!taken) return;
      changing_.insert(taken->var);
      resized_.insert(taken->var);
    });
  });
}

void StableValues::note_writes(const ir::Stmt& stmt) {
  // What a model operation or a copied statement may do to a whole container.
  const bool is_plain = ir::get_if<ir::Update>(stmt) || ir::get_if<ir::Pop>(stmt);
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    if (use == ir::Use::kRead) return;
    if (const auto* ref = ir::get_if<ir::VarRef>(expr)) {
      changing_.insert(ref->var);
      if (!is_plain) resized_.insert(ref->var);
    }
  });
}

ir::Expr StableValues::canonical(const ir::Expr& expr, ir::VarId induction) const {
  if (!expr) return nullptr;
  if (ir::get_if<ir::Literal>(expr)) return ir::is_integer(expr->type) ? expr : nullptr;
  if (const auto* node = ir::get_if<ir::Cast>(expr)) {
    return ir::is_integer(node->operand->type) ? canonical(node->operand, induction) : nullptr;
  }
  if (const auto* ref = ir::get_if<ir::VarRef>(expr)) {
    if (!ir::is_integer(expr->type)) return nullptr;
    if (ref->var == induction) return expr;
    if (changing_.count(ref->var)) return nullptr;
    const auto known = declared_.find(ref->var);
    if (known != declared_.end()) return known->second->init ? canonical(known->second->init) : nullptr;
    return function_.var(ref->var).role == ir::VarRole::kParam ? ir::var_ref(ref->var, ir::long_type()) : nullptr;
  }
  if (const auto* node = ir::get_if<ir::OpaqueExpr>(expr)) {
    if (!is_size_query(*node)) return nullptr;
    const auto* ref = ir::get_if<ir::VarRef>(node->operands[0]);
    return ref ? extent(ref->var) : nullptr;
  }
  const auto* node = ir::get_if<ir::Binary>(expr);
  if (!node) return nullptr;
  const ir::Expr left = canonical(node->left, induction);
  const ir::Expr right = canonical(node->right, induction);
  return left && right ? ir::binary(node->op, left, right) : nullptr;
}

bool StableValues::is_unchanging(ir::VarId var) const {
  if (changing_.count(var)) return false;
  return declared_.count(var) || function_.var(var).role == ir::VarRole::kParam;
}

ir::Expr StableValues::initializer(ir::VarId var) const {
  const auto known = declared_.find(var);
  return known == declared_.end() || changing_.count(var) ? nullptr : known->second->init;
}

bool StableValues::is_same(const ir::Expr& a, const ir::Expr& b) const {
  const ir::Expr x = canonical(a);
  const ir::Expr y = canonical(b);
  return x && y && ir::same_expr(x, y);
}

ir::Expr StableValues::extent(ir::VarId array) const {
  const ir::Type& type = function_.var(array).type;
  if (type->kind == ir::TypeKind::kArray) return canonical(type->extent);
  if (type->kind != ir::TypeKind::kVector || resized_.count(array)) return nullptr;
  const auto known = declared_.find(array);
  if (known == declared_.end() || known->second->arguments.empty()) return nullptr;
  return canonical(known->second->arguments[0]);
}

}  // namespace backsweep::analysis
