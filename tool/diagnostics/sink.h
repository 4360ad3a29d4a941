// takes: located findings of all phases.  gives: them in order.  promises: nothing is printed here and nothing is lost.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_span.h"

namespace backsweep::diagnostics {

enum class Kind {
#define BACKSWEEP_DIAGNOSTIC(Name, Severity, Wording) k##Name,
#include "diagnostics/kinds.def"
};
enum class Severity { Error, Warning, Note };

std::string_view name_of(Kind kind);
Severity severity_of(Kind kind);
/// The kind with this name ("NoBody"); InternalError if there is none.
Kind kind_named(std::string_view name);

/// One finding: an error or warning and the notes that belong to it.
struct Diagnostic {
  Kind kind;
  base::SourceSpan span;
  std::vector<std::string> arguments;
  std::vector<Diagnostic> notes;

  Diagnostic& note(Kind note_kind, const base::SourceSpan& note_span, std::vector<std::string> note_arguments = {});
  /// The wording with its arguments filled in.
  [[nodiscard]] std::string text() const;
};

/// Collects the findings of a run. Passed by reference to every phase that can refuse.
class Sink {
 public:
  Diagnostic& error(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments = {});
  /// What is emitted all the same.
  Diagnostic& warning(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments = {});
  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] std::size_t count() const { return diagnostics_.size(); }
  /// In source order, one per place and kind; "not supported" only of places of which nothing else is said.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  Diagnostic& add(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments);

  std::vector<Diagnostic> diagnostics_;
};

/// `file:line:column: error: text [Kind]`, the source line and a caret, then the notes: Clang's shape.
std::string render(const Diagnostic& diagnostic);

}  // namespace backsweep::diagnostics
