// takes: emitted functions and the entities of the SOURCEs.  gives: what a file that does not include the SOURCEs must
// declare and define again.  promises: state that only the SOURCE has is refused, not copied.
#pragma once

#include <vector>

#include "codegen/codegen.h"
#include "diagnostics/sink.h"
#include "frontend/frontend.h"
#include "ir/program.h"

namespace backsweep::driver {

struct Reprinted {
  std::vector<codegen::TextBlock> blocks;
  std::vector<ir::FunctionId> declarations;  ///< Primal functions that stay in the SOURCE.
  std::vector<ir::FunctionId> definitions;   ///< Internal primal functions, callees first.
  bool needs_c_headers = false;              ///< Something of a user's C header is needed and was not printed again.
};

/// How the user's C headers come in: by an #include, or by printing again what is needed of them. Who includes a file
/// may include them as well, so a header must not define their types a second time.
enum class CHeaders { kReprinted, kIncluded };

/// Variables of the SOURCE are declared `extern`, or defined by a file that takes the place of the SOURCE.
enum class Variables { kDeclared, kDefined };

/// What `functions` need; they themselves are neither declared nor defined here.
/// Functions of C files that are declared become `extern "C"` in `program`; instantiations become plain functions.
Reprinted reprint(ir::Program& program, const std::vector<ir::FunctionId>& functions,
                  const std::vector<frontend::SourceInfo>& sources, CHeaders c_headers, Variables variables,
                  diagnostics::Sink& sink);

}  // namespace backsweep::driver
