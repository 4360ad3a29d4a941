// What the user's annotations say about functions, loops, statements and pointers.
#include <clang/AST/Attr.h>

#include <utility>

#include "frontend/extents.h"
#include "frontend/lowering_impl.h"
#include "frontend/source_spans.h"

namespace backsweep::frontend {
namespace {

using diagnostics::Kind;

std::string text_argument(const clang::AnnotateAttr& attribute, unsigned index) {
  if (attribute.args_size() <= index) return "";
  const auto* text = llvm::dyn_cast<clang::StringLiteral>((*(attribute.args_begin() + index))->IgnoreParenImpCasts());
  return text ? text->getString().str() : "";
}

std::string macro_name(const std::string& kind) {
  std::string result = "BACKSWEEP_";
  for (const char c : kind) result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

std::vector<std::string> split_arguments(const std::string& text) {
  std::vector<std::string> result;
  int depth = 0;
  std::string one;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (c == ',' && depth == 0) {
      result.push_back(one);
      one.clear();
    } else if (c != ' ' || !one.empty()) {
      one += c;
    }
  }
  if (!one.empty()) result.push_back(one);
  return result;
}

bool is_loop(const clang::Stmt& stmt) {
  return llvm::isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(stmt);
}

}  // namespace

/// Takes a marker declaration in; false for any other declaration.
bool FunctionLowering::take_mark(const clang::DeclStmt& stmt) {
  const auto* var = stmt.isSingleDecl() ? llvm::dyn_cast<clang::VarDecl>(stmt.getSingleDecl()) : nullptr;
  if (!var) return false;
  for (const auto* attribute : var->specific_attrs<clang::AnnotateAttr>()) {
    if (attribute->getAnnotation() != "backsweep::loop") continue;
    const std::string kind = text_argument(*attribute, 0);
    const std::string arguments = text_argument(*attribute, 1);
    const base::SourceSpan span = span_of(ast_, stmt.getSourceRange());
    if (kind == "size") {
      take_extent(arguments, span);
      return true;
    }
    pending_.word = macro_name(kind);
    pending_.span = span;
    if (kind == "checkpoint") {
      pending_.marks.checkpoint = true;
      for (const std::string& one : split_arguments(arguments)) {
        if (ir::Expr value = mark_argument(one)) pending_.marks.checkpoint_arguments.push_back(value);
      }
    }
    pending_.marks.independent |= kind == "independent";
    pending_.marks.store |= kind == "store";
    pending_.marks.recompute |= kind == "recompute";
    return true;
  }
  return false;
}

/// An integer expression over the parameters; a string literal stays one.
ir::Expr FunctionLowering::mark_argument(const std::string& text) const {
  if (!text.empty() && text.front() == '"') return ir::literal(text, std::nullopt, ir::opaque_type("const char*"));
  std::string error;
  ir::Expr value = parse_extent(text, function_, [](const std::string&) { return std::optional<long>(); }, error);
  if (!value) owner_.sink.error(Kind::kBadRequest, pending_.span, {text, error});
  return value;
}

void FunctionLowering::take_extent(const std::string& arguments, const base::SourceSpan& span) {
  const std::vector<std::string> parts = split_arguments(arguments);
  if (parts.size() != 2) {
    owner_.sink.error(Kind::kMisplacedAnnotation, span, {"BACKSWEEP_SIZE", "a pointer and its number of elements"});
    return;
  }
  std::string error;
  ir::Expr extent = parse_extent(parts[1], function_, [](const std::string&) { return std::optional<long>(); }, error);
  if (!extent) {
    owner_.sink.error(Kind::kBadRequest, span, {arguments, error});
    return;
  }
  for (ir::Variable& variable : function_.vars) {
    if (variable.name != parts[0]) continue;
    variable.extent = extent;
    return;
  }
  owner_.sink.error(Kind::kUnknownParameter, span, {function_.name, parts[0]});
}

/// Marks for loops must stand in front of one; marks for statements in front of any statement.
void FunctionLowering::check_marks(const clang::Stmt& next) {
  if (pending_.word.empty()) return;
  const bool wants_loop = pending_.marks.checkpoint || pending_.marks.independent;
  if (!wants_loop || is_loop(next)) return;
  owner_.sink.error(Kind::kMisplacedAnnotation, pending_.span, {pending_.word, "a loop"});
  pending_ = {};
}

void FunctionLowering::lower_function_annotations() {
  function_.is_constant = has_annotation(decl_, "backsweep::constant");
  for (const auto* attribute : decl_.specific_attrs<clang::AnnotateAttr>()) {
    if (attribute->getAnnotation() == "backsweep::loop" && text_argument(*attribute, 0) == "size") {
      take_extent(text_argument(*attribute, 1), span_);
    }
  }
}

}  // namespace backsweep::frontend
