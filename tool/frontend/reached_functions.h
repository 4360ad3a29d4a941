// takes: parsed sources.  gives: which functions may run while another one does.
// promises: none is missing; where that cannot be told, it is all of them.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace backsweep::frontend {

/// Follows calls through C, which says plainly who calls whom.
class ReachedFunctions {
 public:
  explicit ReachedFunctions(const std::vector<clang::ASTContext*>& units) : units_(units) {}

  /// Whether `inner` may run while `outer` does.
  bool may_run(const clang::FunctionDecl& outer, const clang::FunctionDecl& inner);

 private:
  void search();
  void look_at(const clang::Stmt& body, std::set<std::string>& called);
  const std::set<std::string>* reached_from(const std::string& name);

  const std::vector<clang::ASTContext*>& units_;
  bool has_searched_ = false;
  bool is_plain_ = true;                                 ///< All sources are C.
  std::map<std::string, std::set<std::string>> called_;  ///< What each function with a body calls.
  std::set<std::string> pointed_to_;                     ///< Functions whose addresses are taken: anyone may call them.
  std::map<std::string, std::set<std::string>> reached_;
};

}  // namespace backsweep::frontend
