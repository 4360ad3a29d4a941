// Finds unions that give the same numbers several names.
#include "frontend/union_names.h"

#include <clang/AST/ASTContext.h>

#include <algorithm>
#include <iterator>

namespace backsweep::frontend {
namespace {

/// So many numbers of one type, in the order of memory. None where it is something else.
struct Numbers {
  clang::QualType type;
  unsigned count = 0;
};

Numbers numbers_in(clang::QualType type) {
  const clang::QualType canonical = type.getCanonicalType();
  if (const auto* array = llvm::dyn_cast<clang::ConstantArrayType>(canonical.getTypePtr())) {
    const Numbers element = numbers_in(array->getElementType());
    return {element.type, element.count * static_cast<unsigned>(array->getSize().getZExtValue())};
  }
  const bool is_number = canonical->isArithmeticType() && !canonical.isVolatileQualified();
  return is_number ? Numbers{canonical.getUnqualifiedType(), 1} : Numbers{};
}

/// A struct without a name that is declared in the union, with nothing but numbers for members. One with a name may be the type
/// of other objects.
const clang::RecordDecl* struct_of_union(const clang::FieldDecl& field) {
  const clang::RecordDecl* decl = field.getType()->getAsRecordDecl();
  const bool is_own = decl && !decl->isUnion() && !decl->getIdentifier() && decl->getDeclContext() == field.getParent();
  return is_own && std::all_of(decl->field_begin(), decl->field_end(), [](const clang::FieldDecl* member) {
           return !member->isBitField() && numbers_in(member->getType()).count == 1;
         }) ? decl : nullptr;
}

Numbers numbers_of(const clang::FieldDecl& field) {
  if (field.isBitField()) return {};
  const clang::RecordDecl* decl = struct_of_union(field);
  if (!decl) return numbers_in(field.getType());
  Numbers result;
  for (const clang::FieldDecl* member : decl->fields()) {
    const Numbers one = numbers_in(member->getType());
    if (result.count > 0 && result.type != one.type) return {};
    result = {one.type, result.count + 1};
  }
  return result;
}

/// An array, as it can be indexed by what runs; else the first that is no struct with a name. Null if there is none.
const clang::FieldDecl* standing_for_all(const clang::RecordDecl& decl) {
  const auto first = [&](bool (*is_fit)(const clang::FieldDecl&)) {
    const auto found = std::find_if(decl.field_begin(), decl.field_end(), [&](const clang::FieldDecl* f) { return is_fit(*f); });
    return found == decl.field_end() ? nullptr : *found;
  };
  const clang::FieldDecl* array = first([](const clang::FieldDecl& field) { return field.getType()->isConstantArrayType(); });
  return array ? array : first([](const clang::FieldDecl& field) {
    return field.isAnonymousStructOrUnion() || !field.getType()->isRecordType();
  });
}

/// Where the n-th number lies.
Renamed number_at(const clang::FieldDecl& standing, unsigned n) {
  if (const clang::RecordDecl* decl = struct_of_union(standing)) return {*std::next(decl->field_begin(), n), {}};
  Renamed result{&standing, {}};
  clang::QualType type = standing.getType().getCanonicalType();
  while (const auto* array = llvm::dyn_cast<clang::ConstantArrayType>(type.getTypePtr())) {
    type = array->getElementType();
    const unsigned below = numbers_in(type).count;
    result.indices.push_back(n / below);
    n %= below;
  }
  return result;
}

}  // namespace

bool renames_numbers(const clang::RecordDecl& decl) {
  if (!decl.isUnion() || !decl.isCompleteDefinition() || decl.isInvalidDecl()) return false;
  const clang::FieldDecl* standing = standing_for_all(decl);
  const Numbers numbers = standing ? numbers_of(*standing) : Numbers{};
  return numbers.count > 0 && std::all_of(decl.field_begin(), decl.field_end(), [&](const clang::FieldDecl* field) {
           const Numbers other = numbers_of(*field);
           const bool is_array = field->getType()->isArrayType();
           if (is_array && !decl.getASTContext().hasSameUnqualifiedType(field->getType(), standing->getType())) return false;
           return other.count == numbers.count && other.type == numbers.type;
         });
}

std::optional<Renamed> renamed(const clang::FieldDecl& field) {
  const clang::RecordDecl& parent = *field.getParent();
  if (renames_numbers(parent)) {
    const clang::FieldDecl* standing = standing_for_all(parent);
    if (struct_of_union(field)) return std::nullopt;
    if (field.getType()->isConstantArrayType()) return Renamed{standing, {}};
    return number_at(*standing, 0);
  }
  const auto* around = llvm::dyn_cast<clang::RecordDecl>(parent.getDeclContext());
  const bool is_inside = around && around->isUnion() && renames_numbers(*around);
  const bool is_member = is_inside && std::any_of(around->field_begin(), around->field_end(), [&](const clang::FieldDecl* member) {
    return struct_of_union(*member) == &parent;
  });
  return is_member ? std::optional(number_at(*standing_for_all(*around), field.getFieldIndex())) : std::nullopt;
}

std::vector<const clang::FieldDecl*> fields_with_values(const clang::RecordDecl& decl) {
  if (renames_numbers(decl)) {
    const clang::FieldDecl* standing = standing_for_all(decl);
    const clang::RecordDecl* inner = struct_of_union(*standing);
    return inner ? fields_with_values(*inner) : std::vector{standing};
  }
  std::vector<const clang::FieldDecl*> result;
  for (const clang::FieldDecl* field : decl.fields()) {
    const clang::RecordDecl* inner = field->isAnonymousStructOrUnion() ? field->getType()->getAsRecordDecl() : nullptr;
    const bool is_open = inner && inner->getDefinition() && (!inner->isUnion() || renames_numbers(*inner->getDefinition()));
    if (!is_open) {
      result.push_back(field);
      continue;
    }
    const std::vector<const clang::FieldDecl*> members = fields_with_values(*inner->getDefinition());
    result.insert(result.end(), members.begin(), members.end());
  }
  return result;
}

MemberOwner owner_of(const clang::MemberExpr& member) {
  MemberOwner owner{member.getBase(), member.isArrow()};
  while (!owner.is_arrow) {
    const auto* outer = llvm::dyn_cast<clang::MemberExpr>(owner.object->IgnoreParenImpCasts());
    const auto* field = outer ? llvm::dyn_cast<clang::FieldDecl>(outer->getMemberDecl()) : nullptr;
    const bool is_open = field && (field->isAnonymousStructOrUnion() || (renames_numbers(*field->getParent()) && struct_of_union(*field)));
    if (!is_open) break;
    owner = {outer->getBase(), outer->isArrow()};
  }
  return owner;
}

}  // namespace backsweep::frontend
