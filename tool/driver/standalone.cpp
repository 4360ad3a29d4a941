// Finds what functions need of a source that they do not include.
#include "driver/standalone.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/only_code.h"
#include "base/words.h"
#include "codegen/private_members.h"
#include "ir/walk.h"

namespace backsweep::driver {

namespace {

using Words = std::set<std::string>;

/// Members, which follow a dot or an arrow, name nothing outside; nor does what the runtime and the library are asked for.
void add_words(const std::string& whole, Words& words) {
  const std::string text = base::only_code(whole);
  const auto is_word = [&](std::size_t i) { return base::is_word(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word(end)) ++end;
    const bool is_member = i > 0 && (text[i - 1] == '.' || (i > 1 && text[i - 1] == '>' && text[i - 2] == '-'));
    const auto follows = [&](const std::string& scope) {
      const bool is_scoped = i >= scope.size() && text.compare(i - scope.size(), scope.size(), scope) == 0;
      return is_scoped && (i == scope.size() || !is_word(i - scope.size() - 1));
    };
    if (end > i && !is_member && !follows("backsweep::") && !follows("std::")) words.insert(text.substr(i, end - i));
    i = std::max(end, i + 1);
  }
}

using Namespaces = std::vector<std::string>;

/// A definition that is printed again, and whose it is.
struct Declared {
  const frontend::Entity* entity;
  const frontend::SourceInfo* source;
};

/// Words that are used, of types and of everything else.
struct Used {
  Words types;
  Words others;

  void add(const std::string& text) {
    add_words(text, types);
    add_words(text, others);
  }
};

class Collector {
 public:
  Collector(ir::Program& program, const std::vector<ir::FunctionId>& functions,
            const std::vector<frontend::SourceInfo>& sources, CHeaders c_headers, Variables variables)
      : program_(program),
        functions_(functions),
        sources_(sources),
        includes_c_headers_(c_headers == CHeaders::kIncluded),
        defines_variables_(variables == Variables::kDefined) {
    is_c_ = std::any_of(sources.begin(), sources.end(), [](const frontend::SourceInfo& source) { return source.is_c; });
  }

  Reprinted collect(diagnostics::Sink& sink) {
    for (const ir::FunctionId id : functions_) {
      make_plain(program_.function(id));
      visit_calls(program_.function(id).body);
    }
    Used words;
    const auto add_printed = [&](const std::vector<ir::FunctionId>& ids, const auto& print) {
      for (const ir::FunctionId id : ids) {
        const std::string text = print(program_, program_.function(id));
        add_words_of(program_.function(id), text, words);
        // Only the accessor of a private type need name the class around it.
        if (codegen::has_access_names(program_)) words.add(codegen::print_accessors(program_, {&program_.function(id)}, text));
        ir_functions_.insert(program_.function(id).name);
        printed_.insert(program_.function(id).span);
      }
    };
    add_printed(functions_, codegen::print_function);
    add_printed(result_.definitions, codegen::print_function);
    add_printed(result_.declarations, codegen::print_declaration);
    for (const frontend::SourceInfo& source : sources_) {
      for (const frontend::Entity& entity : source.entities) {
        if (entity.kind == frontend::EntityKind::kType) types_.insert(entity.names.begin(), entity.names.end());
      }
    }
    for (const frontend::SourceInfo& source : sources_) {
      if (!source.is_header) add_entities(source, words, sink);
    }
    refuse_twice_printed(sink);
    return std::move(result_);
  }

 private:
  // What a function calls its own variables is no use of a function or variable of that name; of a type it may be.
  static void add_words_of(const ir::Function& function, const std::string& text, Used& used) {
    Words printed;
    add_words(text, printed);
    Words own;
    Words outer = printed;
    for (const ir::Variable& variable : function.vars) {
      if (variable.role != ir::VarRole::kGlobal) own.insert(variable.name);
    }
    for (const ir::Variable& variable : function.vars) {
      if (variable.role == ir::VarRole::kGlobal) own.erase(variable.qualified_name.substr(variable.qualified_name.rfind(':') + 1));
    }
    for (const std::string& name : own) outer.erase(name);
    used.types.merge(printed);
    used.others.merge(outer);
  }

  void visit_calls(const ir::Region& region) {
    ir::walk(region, [&](const ir::Stmt& stmt) {
      if (const auto* const call = ir::get_if<ir::Call>(stmt)) visit(call->callee);
    });
  }

  void visit(ir::FunctionId id) {
    ir::Function& function = program_.function(id);
    const bool is_given = std::find(functions_.begin(), functions_.end(), id) != functions_.end();
    if (is_given || !visited_.insert(id.index).second || function.linkage.in_system_header) return;
    const bool is_included = !is_c_ && (!function.linkage.in_main_file || stands_in_header(function));
    if (is_included || !function.class_name.empty()) return;
    if (is_c_ && includes_c_headers_ && !function.linkage.in_main_file) {
      result_.needs_c_headers = true;
      return;
    }
    const bool is_unnamed =
        std::find(function.namespaces.begin(), function.namespaces.end(), "") != function.namespaces.end();
    const bool is_internal =
        function.linkage.is_static || is_unnamed || function.linkage.is_inline || !function.template_arguments.empty();
    if (!is_internal || !function.is_defined) {
      result_.declarations.push_back(id);
      return;
    }
    make_plain(function);
    visit_calls(program_.function(id).body);
    result_.definitions.push_back(id);
  }

  /// SOURCEs that are headers are included.
  [[nodiscard]] bool stands_in_header(const ir::Function& function) const {
    return std::any_of(sources_.begin(), sources_.end(), [&](const frontend::SourceInfo& source) {
      return source.is_header && source.file == function.span.file;
    });
  }

  /// `norm<3>` becomes `norm`, for its template is not at hand; `norm_3` where there are others of that name.
  void make_plain(ir::Function& function) {
    const auto has_name = [&](const ir::Function& other) { return other.name == function.name; };
    if (std::count_if(program_.functions.begin(), program_.functions.end(), has_name) == 1) {
      function.template_arguments.clear();
      return;
    }
    std::string suffix;
    for (const char c : std::exchange(function.template_arguments, {})) {
      if (c != '_' && base::is_word(c)) {
        suffix += c;
      } else if (!suffix.empty() && suffix.back() != '_') {
        suffix += '_';
      }
    }
    while (!suffix.empty() && suffix.back() == '_') suffix.pop_back();
    if (!suffix.empty()) function.name += "_" + suffix;
  }

  /// Entities whose names are used, and those that their texts use in turn, in source order.
  void add_entities(const frontend::SourceInfo& source, Used& words, diagnostics::Sink& sink) {
    std::vector<bool> is_needed(source.entities.size());
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (std::size_t i = 0; i < source.entities.size(); ++i) {
        const frontend::Entity& entity = source.entities[i];
        if (is_needed[i] || !is_wanted(entity, words)) continue;
        is_needed[i] = has_changed = true;
        words.add(defines_variables_ && !entity.definition.empty() ? entity.definition : entity.text);
      }
    }
    for (std::size_t i = 0; i < source.entities.size(); ++i) {
      if (is_needed[i] && is_first(source.entities[i], source, sink)) add(source.entities[i], source, sink);
    }
  }

  /// False of what another SOURCE declares in the same words, which stands there once. What it defines otherwise under the
  /// same name can have no place in the same file.
  bool is_first(const frontend::Entity& entity, const frontend::SourceInfo& source, diagnostics::Sink& sink) {
    using frontend::EntityKind;
    const bool is_definition = entity.kind != EntityKind::kVariable && entity.kind != EntityKind::kFunction;
    bool is_repeated = false;
    for (const std::string& name : entity.names) {
      Namespaces key = entity.kind == EntityKind::kMacro ? Namespaces{} : entity.namespaces;
      key.push_back(name);
      if (entity.text.starts_with("#undef")) {
        declared_.erase(key);
        continue;
      }
      const auto [begin, end] = declared_.equal_range(key);
      const auto is_other = [&](const auto& known) { return known.second.source != &source; };
      const auto is_same = [&](const auto& known) { return is_other(known) && known.second.entity->text == entity.text; };
      const bool repeats = std::any_of(begin, end, is_same) && entity.kind != EntityKind::kInternalVariable;
      const auto other = std::find_if(begin, end, is_other);
      is_repeated = is_repeated || repeats;
      if (is_definition && !repeats && other != end) refuse_twice(name, entity.span, other->second.entity->span, sink);
      if (is_definition) declared_.emplace(std::move(key), Declared{&entity, &source});
    }
    return !is_repeated;
  }

  static void refuse_twice(const std::string& name, const base::SourceSpan& span, const base::SourceSpan& first,
                           diagnostics::Sink& sink) {
    sink.error(diagnostics::Kind::kTwiceDefined, span, {name})
        .note(diagnostics::Kind::kFirstDefined, first, {name})
        .note(diagnostics::Kind::kWayOut, span,
              {"the emitted file needs both: rename one, or run the tool for each SOURCE by itself"});
  }

  /// Functions of one signature that two SOURCEs have for themselves.
  void refuse_twice_printed(diagnostics::Sink& sink) {
    std::map<Namespaces, base::SourceSpan> known;
    for (const ir::FunctionId id : result_.definitions) {
      const ir::Function& function = program_.function(id);
      Namespaces key = function.namespaces;
      key.push_back(codegen::print_declaration(program_, function));
      const auto [first, is_new] = known.emplace(std::move(key), function.span);
      if (!is_new) refuse_twice(function.name, function.span, first->second, sink);
    }
  }

  [[nodiscard]] bool is_wanted(const frontend::Entity& entity, const Used& used) const {
    const bool may_share_name = entity.kind == frontend::EntityKind::kMacro || entity.kind == frontend::EntityKind::kUsing ||
                                entity.kind == frontend::EntityKind::kType;
    const Words& words = may_share_name ? used.types : used.others;
    const bool is_function =
        entity.kind == frontend::EntityKind::kFunction || entity.kind == frontend::EntityKind::kInternalFunction;
    return std::any_of(entity.names.begin(), entity.names.end(), [&](const std::string& name) {
      // A word that is a type as well is taken for the type: the functions that are called are known without words.
      const bool is_type_too = entity.kind == frontend::EntityKind::kFunction && types_.count(name) > 0;
      return words.count(name) > 0 && !is_type_too && !(is_function && ir_functions_.count(name) > 0);
    });
  }

  void add(const frontend::Entity& entity, const frontend::SourceInfo& source, diagnostics::Sink& sink) {
    if (includes_c_headers_ && !entity.in_source) {
      result_.needs_c_headers = true;
      return;
    }
    if (defines_variables_ && !entity.definition.empty()) {
      result_.blocks.push_back({entity.namespaces, entity.definition});
      return;
    }
    if (entity.kind == frontend::EntityKind::kInternalVariable && !defines_variables_) {
      sink.error(diagnostics::Kind::kInternalState, entity.span, {entity.names.front(), source.file})
          .note(diagnostics::Kind::kWayOut, entity.span,
                {"declare it const if nothing changes it, leave out its 'static', or make it a variable of the functions that use it"});
      return;
    }
    if (!entity.declaration.empty() && printed_.count(entity.span) > 0) {
      result_.blocks.push_back({entity.namespaces, entity.declaration});
      return;
    }
    const bool may_be_unused =
        entity.kind == frontend::EntityKind::kConstant || entity.kind == frontend::EntityKind::kInternalFunction;
    const bool is_template = entity.text.starts_with("template");
    result_.blocks.push_back(
        {entity.namespaces, (may_be_unused && !is_template ? "[[maybe_unused]] " : "") + entity.text});
  }

  ir::Program& program_;
  const std::vector<ir::FunctionId>& functions_;
  const std::vector<frontend::SourceInfo>& sources_;
  bool includes_c_headers_;
  bool defines_variables_;
  bool is_c_ = false;
  std::set<std::int32_t> visited_;
  Words ir_functions_;
  Words types_;  ///< Names of types.
  std::multimap<Namespaces, Declared> declared_;  ///< Of all SOURCEs, by namespaces and name.
  std::set<base::SourceSpan> printed_;  ///< Where the functions stand that are printed from the IR.
  Reprinted result_;
};

}  // namespace

Reprinted reprint(ir::Program& program, const std::vector<ir::FunctionId>& functions,
                  const std::vector<frontend::SourceInfo>& sources, CHeaders c_headers, Variables variables,
                  diagnostics::Sink& sink) {
  return Collector(program, functions, sources, c_headers, variables).collect(sink);
}

}  // namespace backsweep::driver
