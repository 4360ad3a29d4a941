// Puts functions, includes, namespaces and accessors together into files.
#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "base/only_code.h"
#include "base/words.h"
#include "codegen/arrange.h"
#include "codegen/bare_blocks.h"
#include "codegen/codegen.h"
#include "codegen/names.h"
#include "codegen/private_members.h"
#include "codegen/restore_exits.h"
#include "codegen/restore_loops.h"
#include "codegen/stmt_printer.h"
#include "codegen/tidy_variables.h"
#include "codegen/usage.h"
#include "codegen/writer.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using Namespaces = std::vector<std::string>;

std::string specifiers(const ir::Function& function, bool is_header) {
  std::string text;
  if (function.linkage.is_extern_c) text += "extern \"C\" ";
  const bool is_unnamed =
      std::find(function.namespaces.begin(), function.namespaces.end(), "") != function.namespaces.end();
  if (function.linkage.is_static && !is_unnamed) text += "static ";
  if (is_header || function.linkage.is_inline) text += "inline ";
  return text;
}

/// A member operator that is printed as a function of its object cannot keep its name: `operator+=` is
/// `operator_plus_assign`.
std::string free_name(const ir::Function& function) {
  constexpr std::pair<char, std::string_view> kWords[] = {
      {'+', "plus"},   {'-', "minus"}, {'*', "times"},   {'/', "divide"}, {'%', "modulo"},
      {'=', "assign"}, {'<', "less"},  {'>', "greater"}, {'!', "not"},    {'(', "call"},
      {'[', "index"},  {'&', "and"},   {'|', "or"},      {'^', "xor"},    {'~', "complement"}};
  const bool is_operator = function.name.rfind("operator", 0) == 0;
  if (function.class_name.empty() || !is_operator) return function.name;
  std::string name;
  for (const char c : function.name) {
    const auto word =
        std::find_if(std::begin(kWords), std::end(kWords), [&](const auto& row) { return row.first == c; });
    if (word != std::end(kWords))
      name += "_" + std::string(word->second);
    else if (base::is_word(c))
      name += c;
    else if (c == ' ')
      name += '_';
  }
  return name;
}

/// The function's own static variables, which nothing outside of it can name.
void write_statics(Writer& writer, const ir::Function& function, const Names& names, const Usage& usage) {
  for (std::size_t i = 0; i < function.vars.size(); ++i) {
    const ir::Variable& var = function.vars[i];
    const VarUsage& uses = usage.by_var[i];
    if (var.role != ir::VarRole::kStatic || !var.qualified_name.empty() || uses.reads + uses.writes == 0) continue;
    const std::string init = var.init_text.empty() ? "" : " = " + var.init_text;
    writer.line((uses.reads == 0 ? "[[maybe_unused]] static " : "static ") +
                print_declarator(var.type, names.by_var[i]) + init + ";");
  }
}

/// `double f(const double* x, int /*n*/)`: unused parameters lose their names where `usage` is given.
std::string signature(const ir::Function& function, const Names& names, const Usage* usage, bool has_defaults) {
  std::string list;
  for (const ir::VarId param : function.params) {
    const ir::Variable& var = function.var(param);
    const VarUsage uses = usage ? usage->of(param) : VarUsage{1, 0, false};
    const bool is_unused = uses.reads == 0 && uses.writes == 0;
    const std::string prefix = uses.reads == 0 && !is_unused ? "[[maybe_unused]] " : "";
    const std::string name = is_unused ? "/*" + names.of(param) + "*/" : names.of(param);
    list += (list.empty() ? "" : ", ") + prefix + print_declarator(var.type, name);
    if (has_defaults && !var.default_argument.empty()) list += " = " + var.default_argument;
  }
  const ir::Type result = function.result ? function.result : ir::void_type();
  return print_declarator(result, free_name(function) + function.template_arguments + "(" + list + ")") +
         (function.is_noexcept ? " noexcept" : "");
}

void write_comments(Writer& writer, const std::vector<std::string>& comments) {
  for (const std::string& comment : comments) writer.comment(comment, "/// ");
}

/// The local types of a function that its text names, and those that these name in turn, as they were declared.
std::vector<std::string> local_types_of(const ir::Program& program, const ir::Function& function, const std::string& text) {
  std::set<std::size_t> named;
  const std::function<void(const std::string&, bool)> visit = [&](const std::string& part, bool is_type) {
    for_each_identifier(part, [&](const std::string& word) {
      for (const std::size_t i : function.local_types) {
        const ir::LocalType& type = program.local_types[i];
        const auto& enumerators = type.enumerators;
        const bool is_enumerator = is_type && std::find(enumerators.begin(), enumerators.end(), word) != enumerators.end();
        if ((type.name == word || is_enumerator) && named.insert(i).second) visit(type.text, /*is_type=*/true);
      }
    });
  };
  if (!function.local_types.empty()) visit(base::only_code(text), /*is_type=*/false);
  std::vector<std::string> result;
  for (const std::size_t i : named) result.push_back(program.local_types[i].text);
  return result;
}

void write_definition(Writer& writer, const ir::Program& program, const ir::Function& original, const Unit& unit,
                      bool is_declared) {
  ir::Function function = original;
  restore_exits(function);
  separate_variables(function);
  drop_overwritten_pointers(function);
  drop_unused_variables(program, function);
  open_bare_blocks(function);
  arrange_declarations(function);
  restore_loops(function);
  const Names names = assign_names(program, function);
  const Usage usage = find_usage(program, function);
  if (!is_declared) write_comments(writer, function.comments);
  const bool has_defaults = !is_declared && !unit.is_declared_elsewhere;
  writer.line(specifiers(function, unit.is_header) + signature(function, names, &usage, has_defaults) + " {");
  writer.indent();
  write_statics(writer, function, names, usage);
  Writer body;
  body.indent();
  StmtPrinter(program, function, names, usage, body).print(function.body);
  for (const std::string& type : local_types_of(program, function, body.text())) writer.lines(type + "\n");
  writer.lines(body.text());
  writer.dedent();
  writer.line("}");
}

void write_declaration(Writer& writer, const ir::Program& program, const ir::Function& function, bool is_header,
                       bool has_defaults) {
  write_comments(writer, function.comments);
  const Names names = assign_names(program, function);
  writer.line(specifiers(function, is_header) + signature(function, names, nullptr, has_defaults) + ";");
}

/// Opens and closes namespaces as the functions of a file ask for them.
class NamespaceWriter {
 public:
  explicit NamespaceWriter(Writer& writer) : writer_(writer) {}

  void enter(const Namespaces& wanted) {
    if (wanted == open_) return;
    leave();
    for (const std::string& head : heads(wanted)) writer_.line(head + " {");
    if (!wanted.empty()) writer_.line("");
    open_ = wanted;
  }

  void leave() {
    if (open_.empty()) return;
    std::vector<std::string> closing = heads(open_);
    std::reverse(closing.begin(), closing.end());
    for (const std::string& head : closing) writer_.line("}  // " + head);
    writer_.line("");
    open_.clear();
  }

 private:
  /// Named namespaces share one line (`namespace a::b`); an unnamed one needs braces of its own.
  static std::vector<std::string> heads(const Namespaces& namespaces) {
    std::vector<std::string> result;
    bool was_named = false;
    for (const std::string& name : namespaces) {
      if (!name.empty() && was_named)
        result.back() += "::" + name;
      else
        result.push_back(name.empty() ? "namespace" : "namespace " + name);
      was_named = !name.empty();
    }
    return result;
  }

  Writer& writer_;
  Namespaces open_;
};

std::vector<const ir::Function*> functions_of(const ir::Program& program, const std::vector<ir::FunctionId>& ids) {
  std::vector<const ir::Function*> result;
  result.reserve(ids.size());
  for (const ir::FunctionId id : ids) result.push_back(&program.function(id));
  return result;
}

bool is_listed(const std::vector<ir::FunctionId>& ids, ir::FunctionId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void write_blocks(Writer& writer, NamespaceWriter& namespaces, const std::vector<TextBlock>& blocks) {
  for (const TextBlock& block : blocks) {
    namespaces.enter(block.namespaces);
    std::string text = block.text;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::size_t start = 0;
    while (start <= text.size()) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      writer.line(text.substr(start, end - start));
      start = end + 1;
    }
    writer.line("");
  }
}

void write_functions(Writer& writer, NamespaceWriter& namespaces, const ir::Program& program, const Unit& unit) {
  for (const ir::FunctionId id : unit.declarations) {
    const ir::Function& function = program.function(id);
    namespaces.enter(function.namespaces);
    const bool is_inline = unit.is_header && is_listed(unit.definitions, id);
    write_declaration(writer, program, function, is_inline, !unit.is_declared_elsewhere);
    writer.line("");
  }
  for (const ir::FunctionId id : unit.definitions) {
    const ir::Function& function = program.function(id);
    namespaces.enter(function.namespaces);
    write_definition(writer, program, function, unit, is_listed(unit.declarations, id));
    writer.line("");
  }
}

/// The text that may name what is private, where there is any.
std::string names_text(const ir::Program& program, const Unit& unit) {
  if (!has_access_names(program)) return "";
  Writer writer;
  NamespaceWriter namespaces(writer);
  write_blocks(writer, namespaces, unit.blocks);
  write_functions(writer, namespaces, program, unit);
  return writer.text();
}

bool has_vector_loops(const ir::Program& program, const Unit& unit) {
  bool found = false;
  for (const ir::FunctionId id : unit.definitions) {
    ir::walk(program.function(id).body, [&](const ir::Stmt& stmt) {
      const auto* loop = ir::get_if<ir::For>(stmt);
      found = found || (loop && loop->is_vector_loop);
    });
  }
  return found;
}

std::string body_text(const ir::Program& program, const Unit& unit) {
  Writer writer;
  NamespaceWriter namespaces(writer);
  const bool has_loops = has_vector_loops(program, unit);
  if (has_loops) writer.line("BACKSWEEP_BEGIN_LOOPS");
  if (has_loops) writer.line("");
  write_blocks(writer, namespaces, unit.blocks);
  // Behind the blocks, which may hold the classes.
  const std::string accessors =
      print_accessors(program, functions_of(program, unit.definitions), names_text(program, unit));
  if (!accessors.empty()) write_blocks(writer, namespaces, {TextBlock{{}, accessors}});
  write_functions(writer, namespaces, program, unit);
  namespaces.leave();
  if (has_loops) writer.line("BACKSWEEP_END_LOOPS");
  return writer.text();
}

std::string declarations_text(const ir::Program& program, const Unit& unit) {
  Writer writer;
  NamespaceWriter namespaces(writer);
  std::vector<ir::FunctionId> ids = unit.declarations;
  for (const ir::FunctionId id : unit.definitions) {
    if (!is_listed(ids, id)) ids.push_back(id);
  }
  for (const ir::FunctionId id : ids) {
    const ir::Function& function = program.function(id);
    namespaces.enter(function.namespaces);
    write_declaration(writer, program, function, /*is_header=*/false, /*has_defaults=*/true);
    writer.line("");
  }
  namespaces.leave();
  return writer.text();
}

/// Banner, guard and includes in front of `body`; standard headers first and sorted, the unit's own in their order.
std::string with_preamble(const Unit& unit, bool is_header, const std::string& body) {
  std::vector<std::string> system = includes_needed(body);
  std::vector<std::string> own;
  for (const std::string& include : unit.includes) {
    (include.rfind('<', 0) == 0 ? system : own).push_back(cpp_header(include));
  }
  std::sort(system.begin(), system.end());
  system.erase(std::unique(system.begin(), system.end()), system.end());
  Writer writer;
  for (const std::string& line : unit.banner) writer.comment(line);
  if (is_header) writer.line("#pragma once");
  if (!unit.banner.empty() || is_header) writer.line("");
  for (const Macro& setting : unit.settings) {
    writer.line("#ifndef " + setting.name);
    writer.line("#define " + setting.definition);
    writer.line("#endif");
  }
  if (!unit.settings.empty()) writer.line("");
  for (const std::vector<std::string>* group : {&system, &own}) {
    for (const std::string& include : *group) writer.line("#include " + include);
    if (!group->empty()) writer.line("");
  }
  std::string text = writer.text() + body;
  while (text.size() > 1 && text[text.size() - 1] == '\n' && text[text.size() - 2] == '\n') text.pop_back();
  return text;
}

}  // namespace

std::string print_file(const ir::Program& program, const Unit& unit) {
  return with_preamble(unit, unit.is_header, body_text(program, unit));
}

std::string print_declarations(const ir::Program& program, const Unit& unit) {
  return with_preamble(unit, /*is_header=*/true, declarations_text(program, unit));
}

std::string print_function(const ir::Program& program, const ir::Function& function) {
  Writer writer;
  write_definition(writer, program, function, Unit{}, /*is_declared=*/false);
  return writer.text();
}

std::string print_declaration(const ir::Program& program, const ir::Function& function) {
  Writer writer;
  write_declaration(writer, program, function, /*is_header=*/false, /*has_defaults=*/true);
  return writer.text();
}

std::string print_expr(const ir::Program& program, const ir::Function& function, const ir::Expr& expr) {
  const Names names = assign_names(program, function);
  return ExprPrinter(function, names).value(expr).text;
}

}  // namespace backsweep::codegen
