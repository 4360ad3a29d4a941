// takes: the sources.  gives: which functions have derivatives written by hand.
// promises: a derivative belongs to the functions whose parameters it has, not to all of their name.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <map>
#include <string>
#include <vector>

namespace backsweep::frontend {

/// The functions marked with BACKSWEEP_DERIVATIVE_OF, by what they are derivatives of.
class DerivativesByUser {
 public:
  explicit DerivativesByUser(const std::vector<clang::ASTContext*>& units);

  /// The qualified name of the "adjoint" or "tangent" of a function; empty where there is none.
  [[nodiscard]] std::string find(const clang::FunctionDecl& function, const std::string& kind) const;

 private:
  void add(const clang::FunctionDecl& derivative, std::string of);
  [[nodiscard]] bool is_claimed(const std::string& name, const clang::FunctionDecl& derivative) const;

  std::map<std::string, std::vector<const clang::FunctionDecl*>> functions_;  ///< All there are, by qualified name.
  std::map<std::string, std::map<std::string, std::vector<const clang::FunctionDecl*>>> derivatives_;  ///< By function and kind.
};

}  // namespace backsweep::frontend
