// What a comparison handed to an algorithm says about two elements, as text.
#include <clang/AST/ASTContext.h>

#include <utility>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

/// The operator() of a lambda of `auto` parameters that nobody has called yet.
const clang::FunctionDecl* pattern_of(const clang::Expr& expr) {
  const clang::CXXRecordDecl* record = expr.getType()->getAsCXXRecordDecl();
  return record && record->isGenericLambda() ? record->getLambdaCallOperator() : nullptr;
}

/// `compare(left, right)`, under the name by which the function goes.
CopiedText call_text(CopiedText name, const ir::Expr& left, const ir::Expr& right) {
  name.pieces.front().insert(0, "{ return ");
  name.pieces.back() += "(";
  name.pieces.insert(name.pieces.end(), {", ", "); }"});
  name.operands.insert(name.operands.end(), {left, right});
  return name;
}

}  // namespace

/// The body as it stands with the two places for its parameters, if it only looks at them. Of another type they would be
/// converted first, and compare otherwise.
std::optional<CopiedText> FunctionLowering::text_about(const clang::FunctionDecl& body, const Binding& self,
                                                       const ir::Expr& left, const ir::Expr& right) {
  if (!body.getBody() || body.getNumParams() != 2 || is_recursive(body)) return std::nullopt;
  for (unsigned i = 0; i < 2; ++i) {
    const clang::ParmVarDecl& param = *body.getParamDecl(i);
    const clang::QualType type = param.getType().getNonReferenceType();
    const ir::Expr& place = i == 0 ? left : right;
    if (!type->isDependentType() && !ir::same_type(type_of(type), place->type)) return std::nullopt;
    bindings_[&param] = Binding{{}, place, nullptr, nullptr};
  }
  Frame frame;
  frame.function = &body;
  frame.self = self;
  frame.is_inlined = true;
  frames_.push_back(std::move(frame));
  const clang::Expr* returned = only_returned(body);
  const clang::Stmt& whole = returned ? static_cast<const clang::Stmt&>(*returned) : *body.getBody();
  CopiedText result = text_of(whole, /*wants_pointers=*/false, nullptr, /*is_of_lambda=*/true);
  ir::Opaque changes;
  find_writes(whole, changes, /*is_read=*/returned != nullptr);
  frames_.pop_back();
  if (!changes.writes.empty()) return std::nullopt;
  if (returned) {
    result.pieces.front().insert(0, "{ return ");
    result.pieces.back() += "; }";
  }
  return result;
}

std::optional<CopiedText> FunctionLowering::comparison_text(const clang::Expr& callable, const ir::Expr& left,
                                                            const ir::Expr& right) {
  const clang::Expr* expr = &unwrapped(*callable.IgnoreParenImpCasts());
  const diagnostics::Sink before = owner_.sink;
  // What a lambda's parameters stand for here does not hold where it is copied.
  const auto bindings = bindings_;
  std::optional<CopiedText> result;
  ir::Region effects;
  if (!expr->getType()->isRecordType()) {
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(expr);
    if (address && address->getOpcode() == clang::UO_AddrOf) expr = address->getSubExpr()->IgnoreParenImpCasts();
    if (!llvm::isa<clang::DeclRefExpr>(expr)) return std::nullopt;
    effects = collect([&] { result = call_text(text_of(*expr), left, right); });
  } else {
    const clang::FunctionDecl* pattern = pattern_of(*expr);
    const Callable known = pattern ? Callable{pattern, self_of_object(*expr, /*is_pointer=*/false)} : callable_of(callable, 2);
    const clang::FunctionDecl* body = known.function ? owner_.definition(*known.function) : nullptr;
    if (body) effects = collect([&] { result = text_about(*body, known.self, left, right); });
  }
  bindings_ = bindings;
  const bool is_refused = owner_.sink.count() > before.count();
  if (is_refused) owner_.sink = before;
  return is_refused || !effects.empty() ? std::nullopt : result;
}

/// What the text is refused with is told only where there is nothing else to stand for the call.
std::optional<ir::Region> FunctionLowering::copied(const clang::CallExpr& call) {
  const diagnostics::Sink before = owner_.sink;
  Destination nowhere;
  nowhere.is_ignored = true;
  ir::Region result = collect([&] { opaque_value(call, &nowhere); });
  if (owner_.sink.count() == before.count()) return result;
  owner_.sink = before;
  return std::nullopt;
}

}  // namespace backsweep::frontend
