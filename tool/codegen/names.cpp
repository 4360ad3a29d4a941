// Chooses names scope by scope, in the order of the text.
#include "codegen/names.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string_view>

#include "base/words.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

constexpr std::string_view kKeywords[] = {
    "alignas",     "alignof",  "and",        "and_eq",    "asm",       "auto",         "bitand",
    "bitor",       "bool",     "break",      "case",      "catch",     "char",         "char8_t",
    "char16_t",    "char32_t", "class",      "co_await",  "co_return", "co_yield",     "compl",
    "concept",     "const",    "const_cast", "consteval", "constexpr", "constinit",    "continue",
    "decltype",    "default",  "delete",     "do",        "double",    "dynamic_cast", "else",
    "enum",        "explicit", "export",     "extern",    "false",     "float",        "for",
    "friend",      "goto",     "if",         "inline",    "int",       "long",         "mutable",
    "namespace",   "new",      "noexcept",   "not",       "not_eq",    "nullptr",      "operator",
    "or",          "or_eq",    "private",    "protected", "public",    "register",     "reinterpret_cast",
    "requires",    "return",   "short",      "signed",    "sizeof",    "static",       "static_assert",
    "static_cast", "struct",   "switch",     "template",  "this",      "thread_local", "throw",
    "true",        "try",      "typedef",    "typeid",    "typename",  "union",        "unsigned",
    "using",       "virtual",  "void",       "volatile",  "wchar_t",   "while",        "xor",
    "xor_eq",      "std",      "backsweep",  "NULL",      "errno",     "assert",       "main"};

bool continues_name(const std::string& text, std::size_t start) {
  while (start > 0 && text[start - 1] == ' ') --start;
  if (start == 0) return false;
  const char before = text[start - 1];
  const char further = start > 1 ? text[start - 2] : ' ';
  return before == '.' || (before == '>' && further == '-') || (before == ':' && further == ':');
}

std::string last_component(const std::string& qualified) {
  const std::size_t colon = qualified.rfind("::");
  return colon == std::string::npos ? qualified : qualified.substr(colon + 2);
}

/// Everything a local must not be called: it would hide what the text means to name.
class ReservedNames {
 public:
  ReservedNames(const ir::Program& program, const ir::Function& function) : program_(program) {
    for (const ir::Variable& var : function.vars) reserve_variable(var);
    reserve_type(function.result);
    for (const ir::Function& other : program.functions) {
      for (const ir::Variable& var : other.vars) {
        if (var.role == ir::VarRole::kGlobal) reserve_variable(var);
      }
    }
    ir::walk(function.body, [&](const ir::Stmt& stmt) { reserve_statement(stmt); });
  }

  [[nodiscard]] bool contains(const std::string& name) const {
    return names_.count(name) > 0 || std::find(std::begin(kKeywords), std::end(kKeywords), name) != std::end(kKeywords);
  }

 private:
  void reserve_text(const std::string& text) {
    for_each_identifier(text, [&](const std::string& name) { names_.insert(name); });
  }

  void reserve_type(const ir::Type& type) {
    if (!type) return;
    reserve_text(type->spelling);
    reserve_type(type->element);
  }

  void reserve_variable(const ir::Variable& var) {
    reserve_type(var.type);
    if (var.role != ir::VarRole::kGlobal && var.role != ir::VarRole::kStatic) return;
    reserve_text(var.qualified_name);
    names_.insert(last_component(var.qualified_name.empty() ? var.name : var.qualified_name));
  }

  void reserve_expr(const ir::Expr& expr) {
    if (ir::get_if<ir::Cast>(expr)) reserve_type(expr->type);
    if (const auto* node = ir::get_if<ir::Literal>(expr)) reserve_text(node->spelling);
    if (const auto* node = ir::get_if<ir::OpaqueExpr>(expr)) {
      for (const std::string& piece : node->text) reserve_text(piece);
    }
  }

  void reserve_statement(const ir::Stmt& stmt) {
    ir::visit_exprs(
        stmt, [&](const ir::Expr& expr, ir::Use) { ir::walk(expr, [&](const ir::Expr& e) { reserve_expr(e); }); });
    if (const auto* node = ir::get_if<ir::Opaque>(stmt)) {
      for (const std::string& piece : node->text) reserve_text(piece);
    }
    if (const auto* call = ir::get_if<ir::Call>(stmt); call && call->callee.is_valid()) {
      const ir::Function& callee = program_.function(call->callee);
      if (callee.class_name.empty()) names_.insert(callee.name);
      for (const std::string& part : callee.namespaces) names_.insert(part);
      reserve_text(callee.class_name);
    }
  }

  const ir::Program& program_;
  std::set<std::string> names_;
};

class NameChooser {
 public:
  NameChooser(const ir::Program& program, const ir::Function& function)
      : function_(function), reserved_(program, function) {
    names_.by_var.resize(function.vars.size());
  }

  Names choose() {
    scopes_.emplace_back();
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      const ir::Variable& var = function_.vars[i];
      const bool is_global = var.role == ir::VarRole::kGlobal || var.role == ir::VarRole::kStatic;
      if (is_global) names_.by_var[i] = var.qualified_name.empty() ? var.name : var.qualified_name;
    }
    for (const ir::VarId param : function_.params) name(param);
    visit(function_.body);
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      // Not declared in this body: named all the same, for expressions printed on their own.
      if (names_.by_var[i].empty()) name(ir::VarId{static_cast<std::int32_t>(i)});
    }
    return std::move(names_);
  }

 private:
  [[nodiscard]] bool is_taken(const std::string& name) const {
    if (reserved_.contains(name)) return true;
    return std::any_of(scopes_.begin(), scopes_.end(), [&](const auto& scope) { return scope.count(name) > 0; });
  }

  [[nodiscard]] std::string wanted(const ir::Variable& var) const {
    if (var.is_this && (var.name.empty() || var.name == "this")) {
      std::string text = last_component(function_.class_name.empty() ? "object" : function_.class_name);
      text = text.substr(0, text.find('<'));
      if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
      return text;
    }
    return var.name.empty() ? "unnamed" : var.name;
  }

  void name(ir::VarId id) {
    std::string& chosen = names_.by_var[static_cast<std::size_t>(id.index)];
    if (!chosen.empty()) return;
    const std::string wanted_name = wanted(function_.var(id));
    chosen = wanted_name;
    for (int i = 2; is_taken(chosen); ++i) chosen = base::without_number(wanted_name) + "_" + std::to_string(i);
    scopes_.back().insert(chosen);
  }

  void visit(const ir::Region& region) {
    for (const ir::Stmt& stmt : region) visit(stmt);
  }

  void visit(const ir::Stmt& stmt) {
    if (const auto* node = ir::get_if<ir::Declare>(stmt)) name(node->var);
    if (const auto* node = ir::get_if<ir::Opaque>(stmt); node && node->declares_result)
      name(ir::root_var(node->result));
    if (const auto* node = ir::get_if<ir::CheckpointForward>(stmt)) name(node->loop);
    // The two regions of a While are printed into one scope.
    const bool is_shared = ir::get_if<ir::While>(stmt) != nullptr;
    if (is_shared) scopes_.emplace_back();
    for (const ir::Region* region : ir::regions(stmt)) {
      if (!is_shared) scopes_.emplace_back();
      if (const auto* loop = ir::get_if<ir::For>(stmt)) name(loop->var);
      if (const auto* loop = ir::get_if<ir::CheckpointForward>(stmt)) {
        const bool is_record = region == &loop->record;
        if (!is_record || loop->has_record) name(is_record ? loop->recorded_step : loop->step);
      }
      if (const auto* loop = ir::get_if<ir::CheckpointBackward>(stmt)) name(loop->step);
      visit(*region);
      if (!is_shared) scopes_.pop_back();
    }
    if (is_shared) scopes_.pop_back();
  }

  const ir::Function& function_;
  ReservedNames reserved_;
  std::vector<std::set<std::string>> scopes_;
  Names names_;
};

}  // namespace

void for_each_identifier(const std::string& text, const std::function<void(const std::string&)>& visit) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = '\0';
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (!base::is_word(c)) continue;
    const std::size_t start = i;
    while (i < text.size() && base::is_word(text[i])) ++i;
    const std::string word = text.substr(start, i - start);
    --i;
    if (!std::isdigit(static_cast<unsigned char>(word[0])) && !continues_name(text, start)) visit(word);
  }
}

Names assign_names(const ir::Program& program, const ir::Function& function) {
  return NameChooser(program, function).choose();
}

}  // namespace backsweep::codegen
