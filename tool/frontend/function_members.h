// takes: parsed sources.  gives: the function to which a pointer in an object surely points.
// promises: the pointer has no other value where it is called, whoever sees the object.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace backsweep::frontend {

/// Tells what structs of callbacks hold: `problem.rate = &arrhenius;`, set once and then handed to the function that calls it.
class FunctionMembers {
 public:
  explicit FunctionMembers(const std::vector<clang::ASTContext*>& units) : units_(units) {}

  /// Whether objects of the type have members that are pointers to functions.
  static bool has_any(clang::QualType type);
  /// The function that the member of a local variable points to; null where it is set twice, or may be set by others.
  const clang::FunctionDecl* function_in(const clang::VarDecl& object, const clang::FieldDecl& member);

 private:
  void find_distant_writes();
  void look_at(const clang::Stmt& stmt);
  [[nodiscard]] bool is_written_elsewhere(const clang::FieldDecl& member) const;

  const std::vector<clang::ASTContext*>& units_;
  bool has_searched_ = false;
  std::set<const clang::TagDecl*> overwritten_;     ///< Assigned as a whole, other than as a variable.
  std::set<std::string> members_;                   ///< Names of those that are assigned in objects behind pointers or references.
  std::map<std::pair<const clang::VarDecl*, const clang::FieldDecl*>, const clang::FunctionDecl*> known_;
};

}  // namespace backsweep::frontend
