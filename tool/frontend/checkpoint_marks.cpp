// Marks the loops that --checkpoint names.
#include "frontend/checkpoint_marks.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <charconv>
#include <optional>

#include "frontend/function_lookup.h"
#include "frontend/request_terms.h"
#include "frontend/source_spans.h"
#include "ir/walk.h"

namespace backsweep::frontend {

namespace {

using diagnostics::Kind;

/// Null where the statement is no loop.
ir::Marks* marks_of(ir::Stmt& stmt) {
  if (auto* const loop = ir::get_if<ir::For>(stmt)) return &loop->marks;
  auto* const general = ir::get_if<ir::While>(stmt);
  return general != nullptr ? &general->marks : nullptr;
}

/// Marks the loop that begins at `line`; false where there is none.
bool mark_loop(ir::Function& function, int line) {
  bool is_found = false;
  ir::walk(function.body, [&](ir::Stmt& stmt) {
    ir::Marks* const marks = marks_of(stmt);
    if (is_found || marks == nullptr || stmt.span.line != line) return;
    marks->checkpoint = is_found = true;
  });
  return is_found;
}

/// Marks the loop that begins at `line` of the function that stands at `body`, in every function that has it in it.
bool mark_copies(ir::Program& program, const base::SourceSpan& body, int line) {
  if (line < body.line || line > body.end_line) return false;
  std::optional<int> column;
  for (ir::Function& function : program.functions) {
    ir::walk(function.body, [&](ir::Stmt& stmt) {
      ir::Marks* const marks = marks_of(stmt);
      if (marks == nullptr || stmt.span.file != body.file || stmt.span.line != line) return;
      if (!column) column = stmt.span.column;
      if (stmt.span.column == *column) marks->checkpoint = true;
    });
  }
  return column.has_value();
}

/// Where the bodies of the functions of this name stand.
std::vector<base::SourceSpan> bodies_of(const std::vector<Unit>& units, const std::string& name) {
  std::vector<base::SourceSpan> result;
  for (const Unit& unit : units) {
    const auto visit = [&](const clang::FunctionDecl& function) {
      if (!function.doesThisDeclarationHaveABody()) return;
      if (function.getNameAsString() != name && display_name(function) != name) return;
      result.push_back(span_of(unit.context(), function.getSourceRange()));
    };
    walk_functions(unit.context().getTranslationUnitDecl(), unit.context().getSourceManager(), visit);
  }
  return result;
}

void mark_checkpoint(const std::string& text, const std::vector<Unit>& units, ir::Program& program,
                     diagnostics::Sink& sink) {
  const std::size_t colon = text.rfind(':');
  const std::string name = text.substr(0, colon);
  int line = 0;
  if (colon != std::string::npos) std::from_chars(text.data() + colon + 1, text.data() + text.size(), line);
  bool is_marked = false;
  const ir::Function* named = nullptr;
  for (ir::Function& function : program.functions) {
    if (qualified_name(function) != name && function.name != name) continue;
    named = &function;
    is_marked = mark_loop(function, line) || is_marked;
  }
  const std::vector<base::SourceSpan> bodies = bodies_of(units, name);
  for (const base::SourceSpan& body : bodies) is_marked = mark_copies(program, body, line) || is_marked;
  if (is_marked) return;
  if (named == nullptr && bodies.empty()) {
    sink.error(Kind::kUnknownFunction, {}, {name});
    return;
  }
  const base::SourceSpan& span = named != nullptr ? named->span : bodies.front();
  diagnostics::Diagnostic& error = sink.error(Kind::kNoLoop, span, {name, text.substr(colon + 1)});
  if (named == nullptr) error.note(Kind::kWayOut, span, {"only loops that the functions asked for run can be marked"});
}

}  // namespace

void mark_checkpoints(const std::vector<std::string>& names, const std::vector<Unit>& units, ir::Program& program,
                      diagnostics::Sink& sink) {
  for (const std::string& name : names) mark_checkpoint(name, units, program, sink);
}

}  // namespace backsweep::frontend
