// takes: parsed SOURCEs.  gives: the functions in them whose annotations ask for a derivative.
// promises: those of the SOURCEs themselves, not of the headers they include, in source order.
#pragma once

#include <string>
#include <vector>

#include "frontend/function_lookup.h"

namespace backsweep::frontend {

/// An annotation of a function that asks for a derivative.
struct AnnotatedFunction {
  FoundFunction function;
  ir::RequestKind kind = ir::RequestKind::kGradient;
  std::string terms;
  base::SourceSpan span;
};

std::vector<AnnotatedFunction> find_annotated(const std::vector<Unit>& units);

}  // namespace backsweep::frontend
