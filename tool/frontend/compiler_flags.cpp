// Finds the flags a source is compiled with and turns them into a command line for the parser.
#include "frontend/compiler_flags.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Driver/Driver.h>
#include <clang/Driver/Options.h>
#include <clang/Driver/Types.h>
#include <clang/Frontend/TextDiagnosticBuffer.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/TargetParser/Host.h>

#include <algorithm>
#include <memory>

namespace backsweep::frontend {

namespace {

using Strings = std::vector<std::string>;

std::string absolute(const std::string& path) {
  llvm::SmallString<256> result(path);
  llvm::sys::fs::make_absolute(result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

bool is_dropped(const llvm::opt::Arg& argument) {
  namespace options = clang::driver::options;
  const llvm::opt::Option& option = argument.getOption();
  if (option.getKind() == llvm::opt::Option::UnknownClass || option.getKind() == llvm::opt::Option::InputClass ||
      option.hasFlag(options::Unsupported)) {
    return true;
  }
  for (const unsigned group : {options::OPT_W_Group, options::OPT_O_Group, options::OPT_M_Group,
                               options::OPT_Action_Group, options::OPT_g_Group}) {
    if (option.matches(group)) return true;
  }
  return option.matches(options::OPT_o) || option.matches(options::OPT_Xclang) ||
         option.matches(options::OPT_help) || option.matches(options::OPT__help_hidden) ||
         option.matches(options::OPT__version) || option.matches(options::OPT__HASH_HASH_HASH) ||
         option.matches(options::OPT_save_temps) || option.matches(options::OPT_save_temps_EQ);
}

std::vector<const char*> without_dashes(const Strings& flags) {
  std::vector<const char*> pointers;
  for (const std::string& flag : flags) {
    if (flag != "--") pointers.push_back(flag.c_str());
  }
  return pointers;
}

/// What Clang's driver has against flags; empty where it takes them.
std::string objection(const Strings& flags) {
  clang::TextDiagnosticBuffer said;
  clang::DiagnosticsEngine diagnostics(new clang::DiagnosticIDs, new clang::DiagnosticOptions, &said,
                                       /*ShouldOwnClient=*/false);
  clang::driver::Driver driver("clang", llvm::sys::getDefaultTargetTriple(), diagnostics);
  bool has_error = false;
  const std::vector<const char*> pointers = without_dashes(flags);
  (void)driver.ParseArgStrings(pointers, /*UseDriverMode=*/true, has_error);
  return said.err_begin() == said.err_end() ? "" : said.err_begin()->second;
}

/// The flags Clang knows and parsing needs, without `--` and inputs.
Strings known_flags(const Strings& flags, std::string& error) {
  const std::vector<const char*> pointers = without_dashes(flags);
  unsigned missing_index = 0;
  unsigned missing_count = 0;
  const llvm::opt::InputArgList parsed = clang::driver::getDriverOptTable().ParseArgs(
      pointers, missing_index, missing_count, llvm::opt::Visibility(clang::driver::options::ClangOption));
  if (missing_count > 0) error = "the compiler flag '" + std::string(pointers[missing_index]) + "' needs an argument";
  Strings result;
  for (const llvm::opt::Arg* argument : parsed) {
    if (is_dropped(*argument)) continue;
    llvm::opt::ArgStringList rendered;
    argument->render(parsed, rendered);
    result.insert(result.end(), rendered.begin(), rendered.end());
  }
  return result;
}

/// Whether Clang reads a file of this name as C or C++.
bool is_c_family(const std::string& source) {
  namespace types = clang::driver::types;
  if (is_header_name(source)) return true;
  const llvm::StringRef ending = llvm::sys::path::extension(source);
  const types::ID type = ending.empty() ? types::TY_INVALID : types::lookupTypeForExtension(ending.drop_front());
  for (const types::ID known : {types::TY_C, types::TY_PP_C, types::TY_CHeader, types::TY_CXX, types::TY_PP_CXX, types::TY_CXXHeader}) {
    if (type == known) return true;
  }
  return false;
}

bool has_flag(const Strings& flags, std::initializer_list<llvm::StringRef> prefixes) {
  return std::any_of(flags.begin(), flags.end(), [&](llvm::StringRef flag) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](llvm::StringRef prefix) { return flag.starts_with(prefix); });
  });
}

/// The compilation database in the first of the directories from that of `file` upwards that has one; empty where there is
/// none.
std::string database_around(const std::string& file) {
  llvm::SmallString<256> directory(absolute(file));
  while (llvm::sys::path::has_relative_path(directory)) {
    llvm::sys::path::remove_filename(directory);
    for (const char* name : {"compile_commands.json", "compile_flags.txt"}) {
      llvm::SmallString<256> candidate(directory);
      llvm::sys::path::append(candidate, name);
      if (llvm::sys::fs::exists(candidate)) return std::string(candidate);
    }
  }
  return {};
}

/// What keeps Clang from reading `database`, out of all that it says of the directory.
std::string complaint_about(const std::string& database, llvm::StringRef messages) {
  const bool is_json = llvm::StringRef(database).ends_with(".json");
  const llvm::StringRef reader = is_json ? "json-compilation-database: " : "fixed-compilation-database: ";
  const llvm::StringRef reason = messages.split(reader).second.split('\n').first;
  return "cannot read '" + database + "'" + (reason.empty() ? "" : ": " + reason.str());
}

/// Flags and directory of the compilation database around the source; false where it cannot be read, or where the user
/// named a directory without one.
bool from_database(const Options& options, const std::string& source, CompilerCommand& command, std::string& error) {
  const bool is_named = !options.build_directory.empty();
  const std::string file = database_around(is_named ? options.build_directory + "/compile_commands.json" : source);
  if (file.empty()) {
    if (is_named) error = "no compilation database in '" + options.build_directory + "'";
    return !is_named;
  }
  std::string reason;
  const std::unique_ptr<clang::tooling::CompilationDatabase> database =
      clang::tooling::CompilationDatabase::autoDetectFromDirectory(llvm::sys::path::parent_path(file), reason);
  if (!database) {
    error = complaint_about(file, reason);
    return false;
  }
  const auto found = database->getCompileCommands(absolute(source));
  if (found.empty()) return true;
  command.directory = found.front().Directory;
  const Strings& line = found.front().CommandLine;
  if (!line.empty() && llvm::sys::path::filename(line.front()).contains("++"))
    command.arguments.emplace_back("--driver-mode=g++");
  command.arguments.insert(command.arguments.end(), line.begin() + (line.empty() ? 0 : 1), line.end());
  return true;
}

/// Where <backsweep/annotate.h> lies: beside an installed tool, else in the source tree.
std::string runtime_directory(const std::string& executable) {
  llvm::SmallString<256> installed(llvm::sys::path::parent_path(llvm::sys::path::parent_path(executable)));
  llvm::sys::path::append(installed, "include");
  if (llvm::sys::fs::exists(installed + "/backsweep/annotate.h")) return std::string(installed);
  return BACKSWEEP_RUNTIME_DIR;
}

void add_own_flags(const Options& options, const std::string& source, Strings& arguments) {
  const std::string resources =
      options.resource_directory.empty() ? BACKSWEEP_RESOURCE_DIR : options.resource_directory;
  // A header is parsed as the C++ it will be included from, unless the flags say that it is C.
  if (is_header_name(source) && !has_flag(arguments, {"-x", "-std=c8", "-std=c9", "-std=c1", "-std=c2", "-std=gnu8",
                                                      "-std=gnu9", "-std=gnu1", "-std=gnu2", "--language"})) {
    arguments.emplace_back("-xc++");
  }
  if (!has_flag(arguments, {"--gcc-install-dir", "--gcc-toolchain", "-stdlib", "--target", "-target", "--sysroot"}) &&
      llvm::sys::fs::is_directory(BACKSWEEP_GCC_INSTALL_DIR)) {
    arguments.emplace_back("--gcc-install-dir=" BACKSWEEP_GCC_INSTALL_DIR);
  }
  for (const std::string& flag :
       {std::string("-resource-dir"), resources, std::string("-D__BACKSWEEP__=1"), std::string("-idirafter"),
        runtime_directory(options.executable), std::string("-fsyntax-only"), std::string("-w")}) {
    arguments.push_back(flag);
  }
}

}  // namespace

CompilerCommand compiler_command(const Options& options, const std::string& source, std::string& error) {
  CompilerCommand command;
  if (options.flags) {
    command.arguments = *options.flags;
    command.is_typed = options.flags->size() == options.typed_flags.size();
  } else if (!from_database(options, source, command, error)) {
    return {};
  }
  command.arguments.insert(command.arguments.begin(), options.extra_args_before.begin(),
                           options.extra_args_before.end());
  command.arguments.insert(command.arguments.end(), options.extra_args.begin(), options.extra_args.end());
  command.arguments = known_flags(command.arguments, error);
  if (error.empty()) error = objection(options.typed_flags);
  if (!is_c_family(source) && !has_flag(command.arguments, {"-x", "--language"})) {
    error = "the name '" + source + "' tells no language; say it, for example with '-- -x c++'";
  }
  if (!error.empty()) return {};
  add_own_flags(options, source, command.arguments);
  // The user's spelling is what diagnostics shall show; only a command of another directory needs the full name.
  llvm::SmallString<256> current;
  llvm::sys::fs::current_path(current);
  const bool is_here = command.directory.empty() || llvm::sys::fs::equivalent(command.directory, current);
  command.file = is_here ? source : absolute(source);
  if (is_here) command.directory.clear();
  command.arguments.insert(command.arguments.begin(), "clang");
  command.arguments.push_back(command.file);
  return command;
}

}  // namespace backsweep::frontend
