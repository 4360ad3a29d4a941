// takes: the SOURCEs, how they are compiled, and what is asked of them.  gives: the program as IR with its requests
// resolved.  promises: errors of the user's code are shown as Clang shows them; everything else goes to the sink.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "ir/program.h"

namespace backsweep::frontend {

/// A request as it was typed: `--gradient 'f(x[n], y)'`.
struct RequestOption {
  ir::RequestKind kind = ir::RequestKind::kGradient;
  std::string text;
};

/// The name under which the tool knows a function of numbers ("sinf" of one argument: "std::sin"), given its name and
/// number of arguments; nothing for a function it does not know.
using IntrinsicLookup = std::function<std::optional<std::string>(const std::string& name, std::size_t arguments)>;

struct Options {
  std::vector<std::string> sources;      ///< As the user spelled them.
  std::vector<RequestOption> requests;   ///< Empty: the annotated functions of the sources.
  std::vector<std::string> checkpoints;  ///< `f:LINE`: loops to mark as checkpointed.
  int directions = 0;                    ///< Of tangents, seeds of adjoints; 0 for plain numbers.
  bool is_sparse = false;                ///< Jacobians and Hessians.
  bool is_standalone = false;            ///< The emitted file does not include the sources.
  std::string build_directory;           ///< `-p`; empty: searched for from the source upwards.
  std::optional<std::vector<std::string>>
      flags;  ///< Behind `--`, or from an argument file: no compilation database then.
  std::vector<std::string> typed_flags;  ///< Those of `flags` that stood behind `--`.
  std::vector<std::string> extra_args;
  std::vector<std::string> extra_args_before;
  std::string resource_directory;    ///< Clang's own headers; empty: where they were at configure time.
  std::string executable;            ///< The tool's own path: an installed tool finds its headers from there.
  std::vector<std::string> outputs;  ///< Files this run writes: an `#include` of one of them is skipped.
  bool list_only = false;            ///< Only find the annotated functions.
  IntrinsicLookup find_intrinsic;    ///< Calls of what it knows become Intrinsics. Must be set.
};

enum class EntityKind {
  kMacro,
  kUsing,  ///< using-declarations and -directives, namespace aliases.
  kType,
  kConstant,          ///< With its initializer.
  kVariable,          ///< External: a declaration.
  kInternalVariable,  ///< Not const, and only this SOURCE has it.
  kFunction,          ///< External: a declaration.
  kInternalFunction,  ///< The definition; templates and inline functions, too.
};

/// Something a SOURCE declares at namespace scope, as text that can be printed again.
struct Entity {
  EntityKind kind = EntityKind::kType;
  std::vector<std::string> names;       ///< Unqualified; more than one for enumerations.
  std::vector<std::string> namespaces;  ///< Outermost first; "" is an unnamed namespace.
  std::string text;
  bool in_source = true;       ///< In the SOURCE itself rather than in a header of a C file.
  std::string definition = {};  ///< kVariable: with its initializer; empty where the SOURCE does not define it.
  std::string declaration = {};  ///< Of an operator that is no template: all in front of its body.
  base::SourceSpan span = {};   ///< Where its name stands, or it begins.
};

/// A function as far as names clash: `ns::f` of so many parameters.
struct DefinedFunction {
  std::string name;
  std::size_t parameters = 0;
  auto operator<=>(const DefinedFunction&) const = default;
};

/// A macro of a source that decides what a header it includes declares.
struct Setting {
  std::string name;
  std::string text;                ///< `REAL double`.
  base::SourceSpan span;
  std::set<std::string> includes;  ///< The source's includes that read it, as they are spelled.
  bool is_changed = false;         ///< Another include saw it otherwise, or not at all.
};

/// What the driver must know about a SOURCE to lay out the emitted file.
struct SourceInfo {
  std::string file;
  bool is_c = false;
  bool is_header = false;
  std::vector<std::string>
      includes;  ///< As the source spells them: `<cmath>`, `"model.hpp"`; emitted headers left out.
  std::vector<Setting> settings;
  std::vector<Entity> entities;
  std::set<std::string> macros;         ///< Of the user's files; the ones of system headers left out.
  std::set<DefinedFunction> functions;  ///< At namespace scope, in the user's files.
};

/// One annotation that asks for a derivative.
struct Listed {
  base::SourceSpan span;
  ir::RequestKind kind = ir::RequestKind::kGradient;
  std::string text;  ///< As it would be typed on the command line: `ns::energy(x[n], y)`.
};

struct Result {
  ir::Program program;
  std::vector<SourceInfo> sources;
  std::vector<std::string> dependencies;  ///< Every file that was read, absolute, in order of reading.
  std::vector<Listed> listed;
  bool user_errors = false;  ///< The user's code does not compile; its errors have been printed.
};

Result read(const Options& options, diagnostics::Sink& sink);

/// The option's word for a kind: "gradient".
std::string word_for(ir::RequestKind kind);

/// Whether a file of this name is read as a header.
bool is_header_name(const std::string& file);

}  // namespace backsweep::frontend
