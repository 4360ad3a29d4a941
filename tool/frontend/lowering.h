// takes: parsed sources and a function of theirs.  gives: the function, and everything it calls, as IR.
// promises: expressions without side effects, no jumps, the user's names; what is not understood becomes an Opaque
// statement that says why it may not be active.
#pragma once

#include <memory>

#include "diagnostics/sink.h"
#include "frontend/frontend.h"
#include "ir/program.h"

namespace clang {
class ASTContext;
class FunctionDecl;
}  // namespace clang

namespace backsweep::frontend {

class ProgramLowering;

/// Lowers functions of one or several parsed sources into one program, following calls.
class Lowering {
 public:
  Lowering(ir::Program& program, IntrinsicLookup find_intrinsic, diagnostics::Sink& sink);
  ~Lowering();
  Lowering(const Lowering&) = delete;
  Lowering& operator=(const Lowering&) = delete;

  /// All units are added before the first lower(), and live as long as this.
  void add_unit(clang::ASTContext& context);
  /// The function and everything it calls, transitively, across units.
  ir::FunctionId lower(const clang::FunctionDecl& function);

 private:
  std::unique_ptr<ProgramLowering> impl_;
};

}  // namespace backsweep::frontend
