// Declares every option and checks how they go together.
#include "driver/command_line.h"

#include <llvm/Config/llvm-config.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

#include "base/words.h"
#include "driver/argument_file.h"
#include "driver/plan_command.h"
#include "driver/quantity.h"

namespace backsweep::driver {

namespace {

namespace cl = llvm::cl;

constexpr char kOverview[] =
    "Emits derivatives of C and C++ functions as C++ source.\n\n"
    "  backsweep --gradient 'energy(x[n], k)' -o energy_gradient.hpp energy.hpp -- -Iinclude\n\n"
    "A request names a function, its independents with their extents and, behind '->', its dependents.\n"
    "Without any request the annotated functions of SOURCE are differentiated (#include <backsweep/annotate.h>).\n"
    "Compiler flags stand behind '--', or come from the compilation database of the SOURCE.\n";

/// All options, made when the command line is read: nothing of them is global.
struct Declared {
  // Its options are its own; see plan_command.cpp.
  cl::SubCommand plan_command{"plan", kPlanSummary};

  cl::OptionCategory requests{"Requests (repeatable)"};
  cl::OptionCategory output{"Output"};
  cl::OptionCategory flags{"Compiler flags"};
  cl::OptionCategory plan{"Plan"};
  cl::OptionCategory insight{"Insight"};

  cl::list<std::string> sources{cl::Positional, cl::desc("SOURCE..."), cl::ZeroOrMore, cl::cat(output)};

  cl::list<std::string> gradient{"gradient", cl::desc("Value and gradient of a scalar result: 'f(x[n*d], y)'"),
                                 cl::value_desc("request"), cl::cat(requests)};
  cl::list<std::string> adjoint{"adjoint", cl::desc("Vector-Jacobian product: 'f(x, u -> v)'"),
                                cl::value_desc("request"), cl::cat(requests)};
  cl::list<std::string> tangent{"tangent", cl::desc("Jacobian-vector product: 'f(x -> y)'"), cl::value_desc("request"),
                                cl::cat(requests)};
  cl::list<std::string> jacobian{"jacobian", cl::desc("Dense Jacobian, row-major: 'f(x[n] -> y[m])'"),
                                 cl::value_desc("request"), cl::cat(requests)};
  cl::list<std::string> hessian{"hessian", cl::desc("Dense Hessian: 'f(x[n])'"), cl::value_desc("request"),
                                cl::cat(requests)};
  cl::list<std::string> hvp{"hvp", cl::desc("Hessian-vector product: 'f(x)'"), cl::value_desc("request"),
                            cl::cat(requests)};
  cl::opt<bool> list{"list", cl::desc("List the annotated functions and emit nothing"), cl::cat(requests)};
  cl::opt<bool> sparse{"sparse", cl::desc("Coloured, compressed Jacobians and Hessians"), cl::cat(requests)};
  cl::opt<int> directions{"directions", cl::desc("Directions of tangents, or seeds of adjoints, that are carried at once"), cl::init(0),
                          cl::value_desc("N"), cl::cat(requests)};

  cl::opt<std::string> file{"o",
                            cl::desc("Where the derivatives go: FILE.hpp (header only), FILE.cpp, or '-' (default)"),
                            cl::value_desc("FILE"), cl::init("-"), cl::cat(output)};
  cl::opt<std::string> header{"header", cl::desc("Declarations for callers, beside -o FILE.cpp"),
                              cl::value_desc("FILE.hpp"), cl::cat(output)};
  cl::opt<bool> standalone{"standalone", cl::desc("Print again what is needed of SOURCE instead of including it"),
                           cl::cat(output)};
  cl::opt<std::string> depfile{"depfile", cl::desc("Make-style dependencies on every file read"),
                               cl::value_desc("FILE"), cl::cat(output)};
  cl::opt<std::string> depfile_target{"depfile-target",
                                      cl::desc("The target named in the depfile (default: the output)"),
                                      cl::value_desc("TARGET"), cl::cat(output)};

  cl::opt<std::string> build_directory{"p", cl::desc("Directory with compile_commands.json"), cl::value_desc("DIR"),
                                       cl::cat(flags)};
  cl::list<std::string> extra_args{"extra-arg", cl::desc("Compiler flag behind those found"), cl::value_desc("FLAG"),
                                   cl::cat(flags)};
  cl::list<std::string> extra_args_before{"extra-arg-before", cl::desc("Compiler flag in front of those found"),
                                          cl::value_desc("FLAG"), cl::cat(flags)};
  cl::opt<std::string> arguments{"args", cl::desc("File with the flags of a CMake target"), cl::value_desc("FILE"),
                                 cl::cat(flags)};
  cl::opt<std::string> resource_directory{"resource-dir", cl::desc("Clang's own headers"), cl::value_desc("DIR"),
                                          cl::cat(flags)};

  cl::opt<plan::Storage> storage{"storage", cl::desc("Default plan for intermediates"), cl::init(plan::Storage::kAuto),
                                 cl::values(clEnumValN(plan::Storage::kAuto, "auto", "what is cheaper (default)"),
                                            clEnumValN(plan::Storage::kStore, "store", "keep them"),
                                            clEnumValN(plan::Storage::kRecompute, "recompute", "compute them again")),
                                 cl::cat(plan)};
  cl::opt<unsigned> inline_limit{"inline-limit", cl::desc("Statements of the largest function that is inlined"),
                                 cl::value_desc("N"), cl::cat(plan)};
  cl::opt<std::string> schedule{"schedule", cl::desc("Name of the emitted functions' schedule parameter"),
                                cl::value_desc("PARAM"), cl::cat(plan)};
  cl::opt<bool> check_promises{"check-promises",
                               cl::desc("Emit code that verifies BACKSWEEP_INDEPENDENT while it runs"), cl::cat(plan)};
  cl::opt<bool> instrument_calls{
      "instrument-calls", cl::desc("Emit code that measures the calls it splits, for --profile-in"), cl::cat(plan)};
  cl::opt<std::string> profile{"profile-in",
                               cl::desc("What instrumented code has measured: calls become joint so that --memory does"),
                               cl::value_desc("FILE"), cl::cat(plan)};
  cl::opt<std::string> memory{"memory", cl::desc("Memory for what --profile-in tells of: 2GiB, 500MB"),
                              cl::value_desc("SIZE"), cl::cat(plan)};
  cl::list<std::string> checkpoint{"checkpoint", cl::desc("Checkpoint the loop at this line of a function"),
                                   cl::value_desc("f:LINE"), cl::cat(plan)};

  cl::opt<std::string> remarks{"remarks",
                               cl::desc("What was active, stored, recomputed and why; FILE is text or .json"),
                               cl::ValueOptional, cl::value_desc("FILE"), cl::cat(insight)};
  cl::opt<std::string> report{"report", cl::desc("The same over the source, as a page"), cl::value_desc("FILE.html"),
                              cl::cat(insight)};
  cl::opt<std::string> graph{"graph", cl::desc("Computational graph with local partial derivatives"),
                             cl::value_desc("FILE.dot"), cl::cat(insight)};
  cl::list<Phase> dumps{"dump", cl::desc("Print what a phase made to standard output"), cl::cat(insight), phases()};
  cl::opt<Phase> stop_after{"stop-after", cl::desc("Run no later phase and write nothing"), cl::init(Phase::kCodegen),
                            cl::cat(insight), phases()};

  static cl::ValuesClass phases() {
    return cl::values(clEnumValN(Phase::kLower, "ir", "the program as lowered"),
                      clEnumValN(Phase::kLower, "lower", "the same"),
                      clEnumValN(Phase::kPrimal, "primal", "the primal functions, printed back as C++"),
                      clEnumValN(Phase::kTransform, "transform", "the derivatives before printing"),
                      clEnumValN(Phase::kCodegen, "codegen", "the emitted text"));
  }
};

template <class T>
std::vector<T> values(const cl::list<T>& list) {
  return std::vector<T>(list.begin(), list.end());
}

void print_version(llvm::raw_ostream& out) {
  out << "backsweep " << BACKSWEEP_VERSION << "\nLLVM " << LLVM_VERSION_STRING << "\n";
}

bool fail(const std::string& message) {
  llvm::errs() << "backsweep: error: " << message << "\n";
  return false;
}

/// The requests of all kinds in the order in which they were typed.
std::vector<frontend::RequestOption> requests_in_order(const Declared& declared) {
  std::map<unsigned, frontend::RequestOption> by_position;
  const auto add = [&](const cl::list<std::string>& list, ir::RequestKind kind) {
    for (unsigned i = 0; i < list.size(); ++i) by_position[list.getPosition(i)] = {kind, list[i]};
  };
  add(declared.gradient, ir::RequestKind::kGradient);
  add(declared.adjoint, ir::RequestKind::kAdjoint);
  add(declared.tangent, ir::RequestKind::kTangent);
  add(declared.jacobian, ir::RequestKind::kJacobian);
  add(declared.hessian, ir::RequestKind::kHessian);
  add(declared.hvp, ir::RequestKind::kHvp);
  std::vector<frontend::RequestOption> result;
  for (auto& [position, request] : by_position) result.push_back(request);
  return result;
}

/// Whether two names are those of one file, there or not.
bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  const auto real = [&](const std::string& name) { 
    return std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
  };
  return a == b || (real(a) == real(b) && !error);
}

/// The files this run writes must be told apart from each other and from what it reads.
bool check_files(const Declared& declared) {
  if (declared.file.empty()) return fail("-o needs the name of a file, or '-'");
  const bool has_target = declared.file != "-" || !declared.depfile_target.empty();
  if (!declared.depfile.empty() && !has_target) return fail("--depfile needs -o FILE, or --depfile-target");
  std::vector<std::string> written;
  for (const std::string& file : {declared.file.getValue(), declared.header.getValue(), declared.depfile.getValue(),
                                  declared.remarks.getValue(), declared.report.getValue(), declared.graph.getValue()}) {
    if (file.empty() || file == "-") continue;
    const auto is_this = [&](const std::string& other) { return is_same_file(file, other); };
    if (std::any_of(written.begin(), written.end(), is_this)) return fail("two outputs are called '" + file + "'");
    if (std::any_of(declared.sources.begin(), declared.sources.end(), is_this))
      return fail("the output '" + file + "' would overwrite a SOURCE");
    written.push_back(file);
  }
  for (const std::string& source : declared.sources) {
    if (source.find_first_of("\"\n") != std::string::npos)
      return fail("no #include can name '" + source + "': there is a quote or a line break in it");
  }
  return true;
}

bool check_directions(const Declared& declared) {
  if (declared.directions.getNumOccurrences() == 0) return true;
  if (declared.directions < 1) return fail("--directions must be at least 1");
  const std::size_t others = declared.gradient.size() + declared.jacobian.size() + declared.hessian.size() + declared.hvp.size();
  const bool has_use = others == 0 || declared.tangent.size() + declared.adjoint.size() > 0;
  return has_use || fail("--directions goes with --tangent and --adjoint");
}

bool check_sparse(const Declared& declared) {
  const bool has_others = !declared.gradient.empty() || !declared.adjoint.empty() || !declared.tangent.empty() || !declared.hvp.empty();
  const bool has_use = !declared.jacobian.empty() || !declared.hessian.empty() || !has_others;
  return !declared.sparse || has_use || fail("--sparse goes with --jacobian and --hessian");
}

bool check_schedule(const Declared& declared) {
  const std::string& name = declared.schedule;
  const bool is_name = std::all_of(name.begin(), name.end(), base::is_word) && (name.empty() || std::isdigit(static_cast<unsigned char>(name[0])) == 0);
  return is_name || fail("--schedule names a parameter: '" + name + "' is no name");
}

/// A profile and a budget go together.
bool check_profile(const Declared& declared) {
  if (declared.profile.empty() != declared.memory.empty()) return fail("--profile-in and --memory go together");
  if (!declared.memory.empty() && !parse_bytes(declared.memory.getValue()))
    return fail("--memory is no size: '" + declared.memory + "'; 500MB or 2GiB is one");
  if (declared.instrument_calls && !declared.profile.empty()) return fail("--instrument-calls measures without --profile-in");
  return true;
}

bool check(const Declared& declared) {
  if (declared.sources.empty()) return fail("no SOURCE given; 'backsweep --help' shows how");
  if (!check_directions(declared) || !check_sparse(declared) || !check_schedule(declared) || !check_profile(declared)) return false;
  if (!declared.header.empty() && (declared.file == "-" || frontend::is_header_name(declared.file))) {
    return fail("--header goes with -o FILE.cpp");
  }
  if (!declared.header.empty() && !frontend::is_header_name(declared.header)) {
    return fail("--header needs the name of a header, not '" + declared.header + "'");
  }
  for (const Phase phase : declared.dumps) {
    if (phase > declared.stop_after) return fail("--dump asks for a phase behind --stop-after");
  }
  if (!declared.resource_directory.empty() &&
      !llvm::sys::fs::exists(declared.resource_directory + "/include/stddef.h")) {
    return fail("--resource-dir: no include/stddef.h in '" + declared.resource_directory + "'");
  }
  for (const std::string& mark : declared.checkpoint) {
    const std::size_t colon = mark.rfind(':');
    const std::string line = colon == std::string::npos ? "" : mark.substr(colon + 1);
    if (line.empty() || !std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return fail("--checkpoint needs FUNCTION:LINE, not '" + mark + "'");
    }
  }
  return true;
}

/// Everything behind `--`, and `argv` without it.
std::optional<std::vector<std::string>> split_off_flags(std::vector<const char*>& arguments) {
  const auto dashes = std::find(arguments.begin(), arguments.end(), std::string_view("--"));
  if (dashes == arguments.end()) return std::nullopt;
  std::vector<std::string> flags(dashes + 1, arguments.end());
  arguments.erase(dashes, arguments.end());
  return flags;
}

/// Flags behind `--` and those of an argument file are one list.
bool fill_flags(const Declared& declared, std::optional<std::vector<std::string>> behind_dashes, CommandLine& result) {
  result.frontend.typed_flags = behind_dashes.value_or(std::vector<std::string>());
  result.frontend.flags = std::move(behind_dashes);
  if (!declared.arguments.empty()) {
    std::string error;
    std::optional<std::vector<std::string>> flags = read_argument_file(declared.arguments, error);
    if (!flags) return fail(error);
    if (result.frontend.flags)
      flags->insert(flags->end(), result.frontend.flags->begin(), result.frontend.flags->end());
    result.frontend.flags = std::move(flags);
  }
  result.frontend.extra_args = values(declared.extra_args);
  result.frontend.extra_args_before = values(declared.extra_args_before);
  result.frontend.build_directory = declared.build_directory;
  result.frontend.resource_directory = declared.resource_directory;
  return true;
}

/// Every SOURCE once, however often it was named.
std::vector<std::string> distinct(const cl::list<std::string>& sources) {
  std::vector<std::string> result;
  for (const std::string& source : sources) {
    const auto is_this = [&](const std::string& other) { return is_same_file(source, other); };
    if (std::none_of(result.begin(), result.end(), is_this)) result.push_back(source);
  }
  return result;
}

void fill(const Declared& declared, const char* program, CommandLine& result) {
  result.frontend.sources = distinct(declared.sources);
  result.frontend.requests = requests_in_order(declared);
  result.frontend.checkpoints = values(declared.checkpoint);
  result.frontend.directions = declared.directions;
  result.frontend.is_sparse = declared.sparse;
  result.frontend.is_standalone = declared.standalone;
  result.frontend.list_only = declared.list;
  result.frontend.executable = llvm::sys::fs::getMainExecutable(program, nullptr);
  result.output = declared.file;
  result.header = declared.header;
  for (const std::string& output : {result.output, result.header}) {
    if (output != "-" && !output.empty()) result.frontend.outputs.push_back(output);
  }
  result.standalone = declared.standalone;
  result.list = declared.list;
  result.depfile = declared.depfile;
  result.depfile_target = declared.depfile_target;
  if (declared.remarks.getNumOccurrences() > 0) result.remarks = declared.remarks;
  result.report = declared.report;
  result.graph = declared.graph;
  result.dumps = values(declared.dumps);
  result.stop_after = declared.stop_after;
  result.transform.storage = declared.storage;
  result.transform.check_promises = declared.check_promises;
  if (declared.inline_limit.getNumOccurrences() > 0) result.transform.calls.inline_limit = declared.inline_limit;
  if (declared.instrument_calls) result.transform.calls.rule = plan::CallRules::Rule::kMeasure;
  result.profile = declared.profile;
  if (!declared.memory.empty()) result.memory = *parse_bytes(declared.memory.getValue());
  if (!declared.schedule.empty()) result.transform.schedule = declared.schedule;
}

}  // namespace

std::optional<CommandLine> parse_command_line(int argc, const char* const* argv, int& exit_code) {
  constexpr int kWrongUsage = 2;
  // LLVM's libraries bring hundreds of options of their own, some with our names.
  cl::ResetCommandLineParser();
  Declared declared;
  cl::HideUnrelatedOptions({&declared.requests, &declared.output, &declared.flags, &declared.plan, &declared.insight});
  cl::SetVersionPrinter(print_version);
  std::vector<const char*> arguments(argv, argv + argc);
  std::optional<std::vector<std::string>> flags = split_off_flags(arguments);
  CommandLine result;
  const bool is_read =
      cl::ParseCommandLineOptions(static_cast<int>(arguments.size()), arguments.data(), kOverview, &llvm::errs());
  exit_code = kWrongUsage;
  if (!is_read || !check(declared) || !check_files(declared) || !fill_flags(declared, std::move(flags), result))
    return std::nullopt;
  fill(declared, argv[0], result);
  return result;
}

}  // namespace backsweep::driver
