// The subcommand `plan`: schedules for a loop that is described by a few numbers.
#include "driver/plan_command.h"

#include <llvm/Support/CommandLine.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <backsweep/candidates.hpp>
#include <backsweep/pareto.hpp>
#include <backsweep/tradeoff.hpp>
#include <string_view>

#include "driver/output.h"
#include "driver/quantity.h"

namespace backsweep::driver {

namespace {

namespace cl = llvm::cl;

constexpr int kWrongUsage = 2;
constexpr std::int64_t kMostSteps = 10'000'000;

constexpr char kOverview[] =
    "Predicts what checkpointing schedules would cost a loop, before anything is run.\n\n"
    "  backsweep plan --steps=10000 --state-bytes=8MiB --tape-bytes=24MiB --memory=2GiB\n\n"
    "The state is what one snapshot holds, the tape is what the reverse of one step needs of it; `last_run()` of\n"
    "<backsweep/statistics.hpp> tells both of a loop that has run. Extra steps run without tape, on top of one run of\n"
    "each step with it. Time is over that of the loop alone.\n";

enum class Format { kTable, kCsv, kJson };

/// All options, made when the command line is read: nothing of them is global.
struct Declared {
  cl::SubCommand plan{"plan", kPlanSummary};
  cl::OptionCategory loop{"The loop"};
  cl::OptionCategory room{"Room for snapshots"};
  cl::OptionCategory output{"Output"};

  cl::opt<std::string> steps = number("steps", "Iterations of the loop", "N", loop);
  cl::opt<std::string> state_bytes = number("state-bytes", "What one snapshot takes", "SIZE", loop);
  cl::opt<std::string> tape_bytes = number("tape-bytes", "What one step keeps for its reverse", "SIZE", loop);
  cl::opt<std::string> step_time = number("step-time", "One step of the primal: 20us, 3ms, 0.5", "TIME", loop);
  cl::opt<std::string> taped_step_time =
      number("taped-step-time", "One step that keeps its tape (default: as long)", "TIME", loop);
  cl::opt<std::string> reverse_step_time =
      number("reverse-step-time", "The reverse of one step (default: twice as long)", "TIME", loop);

  cl::opt<std::string> memory = number("memory", "Memory for snapshots and tape: 2GiB, 500MB", "SIZE", room);
  cl::opt<std::string> disk = number("disk", "Disk for snapshots", "SIZE", room);
  cl::opt<std::string> disk_speed = number("disk-speed", "Of the disk, per second (default: 500MB)", "SIZE", room);
  cl::opt<std::string> memory_speed =
      number("memory-speed", "Of copying in memory, per second (default: 5GB)", "SIZE", room);

  cl::opt<Format> format{"format",
                         cl::desc("How the schedules are listed"),
                         cl::init(Format::kTable),
                         cl::cat(output),
                         cl::sub(plan),
                         cl::values(clEnumValN(Format::kTable, "table", "for reading (default)"),
                                    clEnumValN(Format::kCsv, "csv", "one line per schedule"),
                                    clEnumValN(Format::kJson, "json", "one object"))};
  cl::opt<std::string> svg{"svg", cl::desc("Draw time over memory"), cl::value_desc("FILE.svg"), cl::cat(output),
                           cl::sub(plan)};

 private:
  cl::opt<std::string> number(llvm::StringRef name, const char* what, const char* unit, cl::OptionCategory& category) {
    return cl::opt<std::string>(name, cl::desc(what), cl::value_desc(unit), cl::cat(category), cl::sub(plan));
  }
};

bool fail(const std::string& message) {
  llvm::errs() << "backsweep: error: " << message << "\n";
  return false;
}

bool read_steps(const cl::opt<std::string>& option, std::int64_t& steps) {
  const llvm::StringRef text(option);
  if (text.empty()) return fail("--steps is needed: the iterations of the loop; 'backsweep plan --help' shows how");
  if (text.getAsInteger(10, steps) || steps < 1)
    return fail("--steps needs a positive whole number, not '" + option + "'");
  if (steps > kMostSteps) return fail("--steps: more than " + std::to_string(kMostSteps) + " steps are not simulated");
  return true;
}

/// Leaves `bytes` as it is where the option is not given.
bool read_bytes(const cl::opt<std::string>& option, std::size_t& bytes) {
  if (option.empty()) return true;
  const std::optional<std::uint64_t> number = parse_bytes(option);
  if (!number) return fail("--" + option.ArgStr.str() + " needs a size such as 8MiB, not '" + option + "'");
  bytes = *number;
  return true;
}

bool read_seconds(const cl::opt<std::string>& option, double& seconds) {
  if (option.empty()) return true;
  const std::optional<double> number = parse_seconds(option);
  if (!number || *number <= 0)
    return fail("--" + option.ArgStr.str() + " needs a time such as 20us, not '" + option + "'");
  seconds = *number;
  return true;
}

/// What is asked about.
struct Question {
  std::int64_t steps = 0;
  Costs costs;
  Room room;
};

bool read_sizes(const Declared& declared, Question& question) {
  for (const cl::opt<std::string>* option : {&declared.state_bytes, &declared.tape_bytes}) {
    if (option->empty()) return fail("--" + option->ArgStr.str() + " is needed; 'backsweep plan --help' shows how");
  }
  if (!read_steps(declared.steps, question.steps) || !read_bytes(declared.state_bytes, question.costs.state_bytes) ||
      !read_bytes(declared.tape_bytes, question.costs.record_bytes) ||
      !read_bytes(declared.memory, question.room.memory) || !read_bytes(declared.disk, question.room.disk)) {
    return false;
  }
  if (question.costs.state_bytes == 0) return fail("--state-bytes needs a size above zero");
  question.room.directory = "DIRECTORY";
  return true;
}

/// Times are in seconds, or in steps where nobody says how long one is.
bool read_times(const Declared& declared, Question& question) {
  Costs& costs = question.costs;
  std::size_t disk_speed = 500'000'000;
  std::size_t memory_speed = 5'000'000'000;
  if (!read_seconds(declared.step_time, costs.step) || !read_bytes(declared.disk_speed, disk_speed) ||
      !read_bytes(declared.memory_speed, memory_speed)) {
    return false;
  }
  if (disk_speed == 0) return fail("--disk-speed needs a size above zero");
  if (memory_speed == 0) return fail("--memory-speed needs a size above zero");
  const bool has_time = !declared.step_time.empty();
  for (const cl::opt<std::string>* option : {&declared.taped_step_time, &declared.reverse_step_time, &declared.disk,
                                             &declared.disk_speed, &declared.memory_speed}) {
    if (!option->empty() && !has_time)
      return fail("--" + option->ArgStr.str() + " goes with --step-time: it is weighed against steps");
  }
  costs.taped_step = costs.step;
  costs.reverse_step = 2 * costs.step;
  if (!read_seconds(declared.taped_step_time, costs.taped_step) ||
      !read_seconds(declared.reverse_step_time, costs.reverse_step)) {
    return false;
  }
  if (has_time) {
    costs.disk_store = costs.disk_restore = static_cast<double>(costs.state_bytes) / static_cast<double>(disk_speed);
    costs.memory_store = costs.memory_restore =
        static_cast<double>(costs.state_bytes) / static_cast<double>(memory_speed);
  }
  return true;
}

Tradeoff answer(const Question& question, bool has_seconds) {
  Tradeoff tradeoff = predict(candidates(question.steps, question.costs, question.room), question.steps, question.costs,
                              question.room.memory);
  const auto bytes = [](std::size_t count) { return detail::short_bytes(static_cast<double>(count)); };
  tradeoff.title = std::to_string(question.steps) + " steps, state " + bytes(question.costs.state_bytes) +
                   ", tape of a step " + bytes(question.costs.record_bytes);
  tradeoff.has_seconds = has_seconds;
  // The quickest first; what does not fit at all comes last.
  std::stable_sort(tradeoff.rows.begin(), tradeoff.rows.end(), [](const TradeoffRow& a, const TradeoffRow& b) {
    if (a.has_numbers() != b.has_numbers()) return a.has_numbers();
    return a.ratio() != b.ratio() ? a.ratio() < b.ratio() : a.memory() < b.memory();
  });
  return tradeoff;
}

std::string print(const Tradeoff& tradeoff, Format format) {
  switch (format) {
    case Format::kCsv:
      return tradeoff.csv();
    case Format::kJson:
      return tradeoff.json();
    case Format::kTable:
      return tradeoff.table();
  }
  return {};
}

}  // namespace

bool is_plan_command(int argc, const char* const* argv) { return argc > 1 && std::string_view(argv[1]) == "plan"; }

int run_plan_command(int argc, const char* const* argv) {
  // LLVM's libraries bring hundreds of options of their own.
  cl::ResetCommandLineParser();
  Declared declared;
  cl::HideUnrelatedOptions({&declared.loop, &declared.room, &declared.output}, declared.plan);
  if (!cl::ParseCommandLineOptions(argc, argv, kOverview, &llvm::errs())) return kWrongUsage;
  Question question;
  if (!read_sizes(declared, question) || !read_times(declared, question)) return kWrongUsage;
  const Tradeoff tradeoff = answer(question, !declared.step_time.empty());
  std::vector<EmittedFile> files{{"-", print(tradeoff, declared.format)}};
  if (!declared.svg.empty()) files.push_back({declared.svg, pareto_picture(tradeoff)});
  diagnostics::Sink sink;
  if (write_files(files, sink)) return 0;
  for (const diagnostics::Diagnostic& diagnostic : sink.sorted()) llvm::errs() << diagnostics::render(diagnostic);
  return 1;
}

}  // namespace backsweep::driver
