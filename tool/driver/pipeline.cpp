// Runs the phases one after another.
#include "driver/pipeline.h"

#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "codegen/alike.h"
#include "codegen/codegen.h"
#include "diagnostics/sink.h"
#include "driver/call_notes.h"
#include "driver/call_profile.h"
#include "driver/format.h"
#include "driver/insight.h"
#include "driver/layout.h"
#include "driver/output.h"
#include "driver/records.h"
#include "driver/taken_names.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "rules/rules.h"
#include "transform/alternatives.h"
#include "transform/decide_tests.h"
#include "transform/transform.h"

namespace backsweep::driver {

namespace {

constexpr int kEmitted = 0;
constexpr int kRefused = 1;

int finish(const diagnostics::Sink& sink, const ir::Program& program) {
  std::vector<diagnostics::Diagnostic> findings = sink.sorted();
  add_call_notes(program, findings);
  for (const diagnostics::Diagnostic& diagnostic : findings) llvm::errs() << diagnostics::render(diagnostic);
  return sink.has_errors() ? kRefused : kEmitted;
}

bool is_dumped(const CommandLine& command, Phase phase) {
  return std::find(command.dumps.begin(), command.dumps.end(), phase) != command.dumps.end();
}

/// A program that does not verify is a bug of ours; it is told, and nothing is emitted.
bool verify(const ir::Program& program, const std::string& phase, diagnostics::Sink& sink) {
  for (const ir::Function& function : program.functions) {
    for (const std::string& problem : ir::verify(program, function)) {
      sink.error(diagnostics::Kind::kInternalError, function.span, {phase, function.name, problem});
    }
  }
  return !sink.has_errors();
}

void print_list(const frontend::Result& input) {
  for (const frontend::Listed& entry : input.listed) {
    llvm::outs() << entry.span.file << ":" << entry.span.line << ": --" << frontend::word_for(entry.kind) << " '"
                 << entry.text << "'\n";
  }
}

std::string depfile_target(const CommandLine& command) {
  return command.depfile_target.empty() ? command.output : command.depfile_target;
}

/// Printing changes how functions are declared, so it works on a copy.
void dump_primal(const frontend::Result& input, diagnostics::Sink& sink) {
  ir::Program program;
  program.functions = input.program.functions;
  program.local_types = input.program.local_types;
  transform::choose_copied_text(program);
  llvm::outs() << format(print_primal(program, input, sink));
}

bool take_profile(const CommandLine& command, const ir::Program& program, transform::Options& plans,
                  diagnostics::Sink& sink) {
  std::optional<plan::CallRules> rules = read_call_profile(command.profile, command.memory, sink);
  if (!rules) return false;
  check_fits(*rules, program, command.profile, sink);
  rules->inline_limit = plans.calls.inline_limit;
  plans.calls = *std::move(rules);
  return !sink.has_errors();
}

/// Helper functions that are the same become one, also in what is told about them.
void merge_alike(ir::Program& program, transform::Derivatives& derivatives) {
  for (const auto& [gone, kept] : codegen::merge_alike(program, derivatives.functions, derivatives.requested)) {
    const ir::Function& function = program.function(gone);
    for (plan::Record* record : records_of(derivatives, program, function, function.name)) {
      record->derivative = program.function(kept).name;
      record->is_emitted = false;
    }
  }
}

int emit(const CommandLine& command, frontend::Result& input, const transform::Derivatives& derivatives,
         diagnostics::Sink& sink) {
  std::vector<EmittedFile> files = lay_out(input.program, derivatives, input, command, sink);
  for (EmittedFile& file : files) file.text = format(file.text);
  if (is_dumped(command, Phase::kCodegen)) {
    for (const EmittedFile& file : files) llvm::outs() << file.text;
  }
  if (!command.depfile.empty())
    files.push_back({command.depfile, print_depfile(depfile_target(command), input.dependencies)});
  Insight insight = look_into(derivatives.studies, command);
  std::move(insight.files.begin(), insight.files.end(), std::back_inserter(files));
  llvm::outs().flush();
  if (!sink.has_errors() && write_files(files, sink)) llvm::errs() << insight.remarks;
  return finish(sink, input.program);
}

}  // namespace

int run(const CommandLine& command) {
  diagnostics::Sink sink;
  frontend::Options options = command.frontend;
  options.find_intrinsic = rules::find_row;
  frontend::Result input = frontend::read(options, sink);
  if (input.user_errors) {
    finish(sink, input.program);
    return kRefused;
  }
  if (command.list) {
    print_list(input);
    return finish(sink, input.program);
  }
  if (is_dumped(command, Phase::kLower)) llvm::outs() << ir::print(input.program);
  if (sink.has_errors() || !verify(input.program, "lowering", sink)) return finish(sink, input.program);
  // Methods of objects that are taken apart are inlined by now: what they are given decides tests in them.
  for (ir::Function& function : input.program.functions) transform::decide_tests(function.body);
  if (is_dumped(command, Phase::kPrimal)) dump_primal(input, sink);
  if (command.stop_after < Phase::kTransform) return finish(sink, input.program);

  transform::Options plans = command.transform;
  if (!command.profile.empty() && !take_profile(command, input.program, plans, sink)) return finish(sink, input.program);
  transform::Derivatives derivatives = transform::derive(input.program, plans, sink);
  if (is_dumped(command, Phase::kTransform)) {
    for (const ir::FunctionId id : derivatives.functions) llvm::outs() << ir::print(input.program.function(id));
  }
  if (sink.has_errors() || !verify(input.program, "transformation", sink)) return finish(sink, input.program);
  if (command.stop_after < Phase::kCodegen) return finish(sink, input.program);
  merge_alike(input.program, derivatives);
  avoid_taken_names(input, derivatives);
  return emit(command, input, derivatives, sink);
}

}  // namespace backsweep::driver
