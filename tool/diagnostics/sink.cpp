// Collects findings and puts them in order.
#include "diagnostics/sink.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace backsweep::diagnostics {

namespace {

/// A row of kinds.def.
struct Row {
  std::string_view name;
  Severity severity;
  std::string_view wording;
};

constexpr Row kRows[] = {
#define BACKSWEEP_DIAGNOSTIC(Name, DiagnosticSeverity, Wording) {#Name, Severity::DiagnosticSeverity, Wording},
#include "diagnostics/kinds.def"
};

const Row& row_of(Kind kind) { return kRows[static_cast<std::size_t>(kind)]; }

bool comes_before(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.span, a.kind, a.arguments) < std::tie(b.span, b.kind, b.arguments);
}

bool is_same(const Diagnostic& a, const Diagnostic& b) { return !comes_before(a, b) && !comes_before(b, a); }

/// Whether the general refusal of a place adds nothing to what another one says about it.
bool is_told_better(const Diagnostic& diagnostic, const std::vector<Diagnostic>& all) {
  if (diagnostic.kind != Kind::kUnsupported || !diagnostic.span.is_known()) return false;
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
    return other.kind != Kind::kUnsupported && other.span == diagnostic.span;
  });
}

}  // namespace

std::string_view name_of(Kind kind) { return row_of(kind).name; }

Severity severity_of(Kind kind) { return row_of(kind).severity; }

Kind kind_named(std::string_view name) {
  const auto* const row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.name == name; });
  return row == std::end(kRows) ? Kind::kInternalError : static_cast<Kind>(row - std::begin(kRows));
}

Diagnostic& Diagnostic::note(Kind note_kind, const base::SourceSpan& note_span,
                             std::vector<std::string> note_arguments) {
  notes.push_back({note_kind, note_span, std::move(note_arguments), {}});
  return *this;
}

std::string Diagnostic::text() const {
  const std::string_view wording = row_of(kind).wording;
  std::string result;
  for (std::size_t i = 0; i < wording.size(); ++i) {
    if (wording[i] != '%' || i + 1 == wording.size()) {
      result += wording[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(wording[++i] - '0');
    if (number < arguments.size()) result += arguments[number];
  }
  return result;
}

Diagnostic& Sink::add(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments) {
  diagnostics_.push_back({kind, span, std::move(arguments), {}});
  return diagnostics_.back();
}

Diagnostic& Sink::error(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments) {
  return add(kind, span, std::move(arguments));
}

Diagnostic& Sink::warning(Kind kind, const base::SourceSpan& span, std::vector<std::string> arguments) {
  return add(kind, span, std::move(arguments));
}

bool Sink::has_errors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& one) { return severity_of(one.kind) == Severity::Error; });
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> result = diagnostics_;
  std::erase_if(result, [&](const Diagnostic& one) { return is_told_better(one, diagnostics_); });
  std::stable_sort(result.begin(), result.end(), comes_before);
  result.erase(std::unique(result.begin(), result.end(), is_same), result.end());
  return result;
}

}  // namespace backsweep::diagnostics
