// Turns token ranges into lines and columns.
#include "frontend/source_spans.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

namespace backsweep::frontend {

base::SourceSpan span_of(const clang::ASTContext& context, clang::SourceRange range) {
  return span_of(context.getSourceManager(), context.getLangOpts(), range);
}

base::SourceSpan span_of(const clang::SourceManager& sources, const clang::LangOptions& language, clang::SourceRange range) {
  if (range.isInvalid()) return {};
  const clang::CharSourceRange expansion = sources.getExpansionRange(range);
  const clang::PresumedLoc begin = sources.getPresumedLoc(expansion.getBegin());
  clang::SourceLocation last = expansion.getEnd();
  if (expansion.isTokenRange()) last = clang::Lexer::getLocForEndOfToken(last, 0, sources, language);
  const clang::PresumedLoc end = sources.getPresumedLoc(last);
  if (begin.isInvalid()) return {};
  base::SourceSpan span{begin.getFilename(), static_cast<int>(begin.getLine()), static_cast<int>(begin.getColumn()), 0,
                        0};
  if (end.isValid()) {
    span.end_line = static_cast<int>(end.getLine());
    span.end_column = static_cast<int>(end.getColumn());
  }
  return span;
}

}  // namespace backsweep::frontend
