// Objects that are taken apart end as others do: their destructors run, where nobody takes them over.
#include <clang/AST/DeclCXX.h>

#include "frontend/lowering_impl.h"

namespace backsweep::frontend {

/// The object lives on: it is no temporary any more.
void FunctionLowering::adopt(const std::shared_ptr<Object>& object) {
  std::erase_if(temporaries_, [&](const auto& one) { return one.first == object; });
}

/// At the end of a full expression, what it made and nobody kept.
void FunctionLowering::destroy_temporaries(std::size_t from) {
  while (temporaries_.size() > from) {
    const auto [object, region] = temporaries_.back();
    temporaries_.pop_back();
    if (region == region_) destroy(object);
  }
}

/// `return v` of an object that the function made itself hands it over without a copy.
std::shared_ptr<Object> FunctionLowering::returned_local(const clang::Expr& value) {
  const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(&unwrapped(value));
  if (!copy || copy->getNumArgs() != 1 || !copy->getConstructor()->isCopyOrMoveConstructor()) return nullptr;
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&unwrapped(*copy->getArg(0)->IgnoreParenImpCasts()));
  const Binding* binding = ref ? find_binding(*ref->getDecl()) : nullptr;
  if (!binding || !binding->object || ref->getDecl()->getType()->isReferenceType()) return nullptr;
  for (std::size_t i = frames_.back().scopes; i < scopes_.size(); ++i) {
    for (const std::shared_ptr<Object>& one : scopes_[i]) {
      if (one == binding->object) return one;
    }
  }
  return nullptr;
}

void FunctionLowering::forget(const std::shared_ptr<Object>& object) {
  for (auto& scope : scopes_) std::erase(scope, object);
}

void FunctionLowering::destroy(const std::shared_ptr<Object>& object) {
  if (object->owned.is_valid()) return free_owned(*object);
  if (!needs_destruction(*object->record)) return;
  destroy_as(object, *object->record);
}

/// The destructor of one of the object's classes, then those of its members and bases.
void FunctionLowering::destroy_as(const std::shared_ptr<Object>& object, const clang::CXXRecordDecl& record) {
  const clang::CXXDestructorDecl* destructor = record.getDestructor();
  const clang::FunctionDecl* body = destructor && destructor->isUserProvided() ? owner_.definition(*destructor) : nullptr;
  if (body && body->getBody() && !is_recursive(*body)) {
    learn(*body->getBody());
    Frame frame;
    frame.function = body;
    frame.self = Binding{{}, nullptr, object, nullptr};
    run_inlined(*body, std::move(frame));
  }
  const std::vector<const clang::FieldDecl*> fields(record.field_begin(), record.field_end());
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    const auto member = object->fields.find(*field);
    const bool is_owned = member != object->fields.end() && member->second.object && !(*field)->getType()->isReferenceType();
    if (is_owned) destroy(member->second.object);
  }
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    const clang::CXXRecordDecl* decl = base.getType()->getAsCXXRecordDecl();
    if (decl && decl->getDefinition() && needs_destruction(*decl->getDefinition())) destroy_as(object, *decl->getDefinition());
  }
}

}  // namespace backsweep::frontend
