// Clang's source locations as plain spans.
#pragma once

#include <clang/Basic/SourceLocation.h>

#include "base/source_span.h"

namespace clang {
class ASTContext;
class LangOptions;
class SourceManager;
}

namespace backsweep::frontend {

/// The characters of a token range; inside a macro, the place where the macro is used.
base::SourceSpan span_of(const clang::ASTContext& context, clang::SourceRange range);
base::SourceSpan span_of(const clang::SourceManager& sources, const clang::LangOptions& language, clang::SourceRange range);

}  // namespace backsweep::frontend
