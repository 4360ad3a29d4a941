// takes: code that is copied as text.  gives: why an active value may not pass through it.
#pragma once

#include <clang/AST/Stmt.h>

#include <string>
#include <vector>

namespace backsweep::frontend {

/// What stops an active value from passing through the text.
struct Refusal {
  std::string kind = "Unsupported";
  std::vector<std::string> arguments;
  bool reads_bits = false;  ///< See ir::Opaque.
};

Refusal refusal_of(const clang::Stmt& stmt);

}  // namespace backsweep::frontend
