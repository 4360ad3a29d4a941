// takes: the declaration of a union.  gives: whether its members are other names of the same numbers, and which stands for all.
// promises: nothing for unions that see the bits of one type as another.
#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

#include <optional>
#include <vector>

namespace backsweep::frontend {

/// `union { double x, r; }`, `union { struct { double x, y, z; }; double v[3]; }`: all members are as many numbers of one type.
bool renames_numbers(const clang::RecordDecl& decl);

/// Where a member of such a union lies: in the one that stands for all, or in an element of it.
struct Renamed {
  const clang::FieldDecl* field = nullptr;
  std::vector<long> indices;  ///< One for each dimension; none where it is the whole.
};
std::optional<Renamed> renamed(const clang::FieldDecl& field);

/// The members that hold a class's values: those of structs without a name, and of unions that rename numbers the one that stands
/// for all. Without those of bases.
std::vector<const clang::FieldDecl*> fields_with_values(const clang::RecordDecl& decl);

/// The object whose member is meant, and whether a pointer leads to it: what stands in front of structs and unions without names.
struct MemberOwner {
  const clang::Expr* object = nullptr;
  bool is_arrow = false;
};
MemberOwner owner_of(const clang::MemberExpr& member);

}  // namespace backsweep::frontend
