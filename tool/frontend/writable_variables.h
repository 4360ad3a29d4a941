// takes: a parsed source.  gives: its variables of which more happens than that their values are read.
// promises: what only this source can reach, and is none of them, is a table of constants that lacks its `const`.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <optional>
#include <set>

namespace backsweep::frontend {

/// All of the source is read when the first variable is asked for.
class WritableVariables {
 public:
  explicit WritableVariables(clang::ASTContext& context) : context_(context) {}

  bool contains(const clang::VarDecl& variable);

 private:
  clang::ASTContext& context_;
  std::optional<std::set<const clang::ValueDecl*>> found_;
};

}  // namespace backsweep::frontend
