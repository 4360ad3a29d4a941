// takes: one SOURCE and its command line.  gives: its syntax tree, kept alive.  promises: errors are printed as Clang
// prints them and counted; the files of this run's own output are neither read nor missed.
#pragma once

#include <clang/Frontend/CompilerInstance.h>

#include <memory>
#include <string>
#include <vector>

#include "frontend/compiler_flags.h"
#include "frontend/frontend.h"

namespace backsweep::frontend {

/// A parsed SOURCE. Its memory is never given back: the process ends soon after.
class Unit {
 public:
  Unit(std::unique_ptr<clang::CompilerInstance> compiler, SourceInfo info);
  ~Unit();
  Unit(Unit&&) = default;
  Unit& operator=(Unit&&) = default;

  [[nodiscard]] clang::ASTContext& context() const { return compiler_->getASTContext(); }
  [[nodiscard]] clang::Preprocessor& preprocessor() const { return compiler_->getPreprocessor(); }
  SourceInfo info;
  std::vector<std::string> dependencies;  ///< Absolute names, in order of reading.
  bool has_errors = false;

 private:
  std::unique_ptr<clang::CompilerInstance> compiler_;
};

/// `appended` is parsed as if it stood at the end of the source; errors in it are not shown and do not count.
Unit parse(const Options& options, const CompilerCommand& command, const std::string& appended);

}  // namespace backsweep::frontend
