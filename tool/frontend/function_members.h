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

#include "frontend/reached_functions.h"

namespace backsweep::frontend {

/// Tells what structs of callbacks hold: `problem.rate = &arrhenius;`, set once and then handed to the function that calls it.
class FunctionMembers {
 public:
  explicit FunctionMembers(const std::vector<clang::ASTContext*>& units) : units_(units), reached_(units) {}

  /// Whether objects of the type have members that are pointers to functions.
  static bool has_any(clang::QualType type);
  /// The function that the member of a local variable points to; null where it is set twice, or may be set by others.
  const clang::FunctionDecl* function_in(const clang::VarDecl& object, const clang::FieldDecl& member);

 private:
  using Fields = std::set<const clang::FieldDecl*>;
  using Functions = std::set<const clang::FunctionDecl*>;

  const clang::FunctionDecl* resolve(const clang::VarDecl& object, const clang::FieldDecl& member, Fields& assumed);
  void find_distant_writes();
  void look_at(const clang::Stmt& stmt, const clang::FunctionDecl& function);
  [[nodiscard]] bool is_written_elsewhere(const clang::VarDecl& object, const clang::FieldDecl& member);

  const std::vector<clang::ASTContext*>& units_;
  ReachedFunctions reached_;
  bool has_searched_ = false;
  std::map<const clang::TagDecl*, Functions> overwritten_;  ///< Who assigns objects as a whole, other than variables.
  std::map<std::string, Functions> members_;  ///< Who assigns members of that name behind pointers or references.
  std::map<std::pair<const clang::VarDecl*, const clang::FieldDecl*>, const clang::FunctionDecl*> known_;
};

}  // namespace backsweep::frontend
