// `{a, b, c}` where it is a std::initializer_list: an array of known length, with the parameter or variable as its name.
#include <clang/AST/ASTContext.h>

#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

ir::Type element_of(LibraryHost& host, const clang::InitListExpr& list) {
  return ir::without_const(host.type_of(list.getType()->getAsArrayTypeUnsafe()->getElementType()));
}

/// An array of what the braces list; null where lists in the list are not all as long.
ir::Type array_type(LibraryHost& host, const clang::InitListExpr& list) {
  ir::Type element;
  for (const clang::Expr* one : list.inits()) {
    const clang::InitListExpr* inner = listed(*one);
    const ir::Type type = inner ? array_type(host, *inner) : element_of(host, list);
    if (!type || (element && !ir::same_type(element, type))) return nullptr;
    element = type;
  }
  if (!element) element = element_of(host, list);
  if (element->kind == ir::TypeKind::kOpaque) return nullptr;
  return ir::array_of(element, ir::integer(static_cast<long>(list.getNumInits()), ir::size_type()), /*is_std=*/true);
}

}  // namespace

const clang::InitListExpr* listed(const clang::Expr& expr) {
  const clang::Expr* inner = &bare(expr);
  if (const auto* wrapped = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(inner)) inner = &bare(*wrapped->getSubExpr());
  const auto* list = llvm::dyn_cast<clang::InitListExpr>(inner);
  return list && list->getType()->isArrayType() ? list : nullptr;
}

bool is_initializer_list(clang::QualType type) {
  return library_class(type.getNonReferenceType()) == "std::initializer_list";
}

const clang::Expr& uncopied_list(const clang::Expr& expr) {
  const clang::Expr* e = &bare(expr);
  while (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(e)) {
    if (copy->getNumArgs() != 1) break;
    e = &bare(*copy->getArg(0));
  }
  return *e;
}

bool FunctionLowering::may_list_numbers(clang::QualType type) {
  if (!is_initializer_list(type)) return false;
  while (is_initializer_list(type)) {
    const auto* list = llvm::cast<clang::ClassTemplateSpecializationDecl>(type.getNonReferenceType()->getAsCXXRecordDecl());
    type = list->getTemplateArgs()[0].getAsType();
  }
  return ir::carries_real(type_of(type));
}

bool FunctionLowering::bind_list(const clang::VarDecl& var, const clang::Expr& init) {
  const clang::Expr& made = uncopied_list(init);
  if (const clang::InitListExpr* list = listed(made)) {
    const ir::Type type = array_type(*this, *list);
    if (!type) return false;
    const ir::VarId id = add_variable(var, type);
    const Binding own = bindings_[&var];
    make_array(*this, id, *list);
    bindings_[&var] = own;
    return true;
  }
  const ir::Expr place = made.isGLValue() ? place_of(made) : nullptr;
  if (!place || place->type->kind != ir::TypeKind::kArray) return false;
  bindings_[&var] = Binding{{}, fixed_place(place, var.getNameAsString(), /*is_const=*/true), nullptr, nullptr};
  return true;
}

}  // namespace backsweep::frontend
