// Random functions full of jumps: structured, printed with their exits restored, compiled, run, and compared with what
// the function with jumps does.
#include <gtest/gtest.h>

#include <cstdlib>

#include "codegen/codegen.h"
#include "frontend/structure_exits.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "tests/codegen/compile.h"
#include "tests/ir/jump_interpreter.h"
#include "tests/ir/random_jumps.h"

namespace backsweep::codegen {
namespace {

constexpr std::size_t kFunctions = 150;
constexpr std::size_t kBudget = 1500;

/// Functions and the text of a program that runs them.
struct RandomProgram {
  ir::Program program;
  std::string runs;
  std::string expected;
  std::vector<std::string> with_jumps;
};

std::string number(double value) { return std::to_string(static_cast<long>(value)); }

void add_runs(RandomProgram& made, const ir::Function& function) {
  for (const std::vector<double>& arguments : {std::vector<double>{0, 1, 2}, {3, 2, 7}, {5, 0, 1}}) {
    const test::Run run = test::JumpInterpreter(function, kBudget).run(arguments);
    if (run.ran_out) continue;
    const std::string call =
        function.name + "(" + number(arguments[0]) + ", " + number(arguments[1]) + ", " + number(arguments[2]) + ")";
    const bool is_void = function.result->kind == ir::TypeKind::kVoid;
    made.runs += "  std::printf(\"" + function.name + ":\");\n";
    made.runs +=
        is_void ? "  " + call + ";\n  std::printf(\"\\n\");\n" : "  std::printf(\" = %d\\n\", " + call + ");\n";
    made.expected += function.name + ":";
    for (const double value : run.trace) made.expected += " " + number(value);
    made.expected += is_void ? "\n" : " = " + number(run.result) + "\n";
  }
}

void add_function(RandomProgram& made, unsigned seed) {
  test::RandomJumps jumps(seed);
  jumps.allow_gotos = seed % 3 == 0;
  ir::Function function = jumps.make();
  function.name += std::to_string(made.program.functions.size());
  const ir::Function original = function;
  if (frontend::structure_exits(function)) return;
  add_runs(made, original);
  made.with_jumps.push_back(ir::print(original));
  made.program.functions.push_back(std::move(function));
}

/// The number of the function in whose line two outputs part.
std::size_t first_difference(const std::string& a, const std::string& b) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (a[i] == '\n') line = i + 1;
  }
  return static_cast<std::size_t>(std::atoi(b.c_str() + line + 1));
}

TEST(RandomJumps, PrintedExitsDoWhatTheJumpsDid) {
  const char* given = std::getenv("BACKSWEEP_SEED");
  unsigned seed = given ? static_cast<unsigned>(std::atoi(given)) * 100000 : 100000;
  const std::string report = "seed " + std::to_string(seed / 100000) + "\n";
  RandomProgram made;
  while (made.program.functions.size() < kFunctions) add_function(made, ++seed);
  for (const std::string& problem : ir::verify(made.program)) ADD_FAILURE() << report << problem;
  Unit unit;
  unit.blocks.push_back({{}, "void trace(int line, int value);"});
  for (std::size_t i = 0; i < kFunctions; ++i) unit.definitions.push_back(ir::FunctionId{static_cast<std::int32_t>(i)});
  const std::string text = print_file(made.program, unit);
  const std::string messages = testing::compile(text);
  EXPECT_TRUE(messages.empty()) << report << messages.substr(0, 3000);
  const std::string output = testing::run(
      "#include <cstdio>\n" + text +
      "void trace(int line, int value) { std::printf(\" %d %d\", line, value); }\nint main() {\n" + made.runs + "}\n");
  EXPECT_TRUE(output == made.expected) << report << output.substr(0, 300);
  if (output == made.expected) return;
  const std::size_t wrong = first_difference(output, made.expected);
  if (wrong < kFunctions) {
    ADD_FAILURE() << made.with_jumps[wrong] << ir::print(made.program.functions[wrong])
                  << print_function(made.program, made.program.functions[wrong]);
  }
}

}  // namespace
}  // namespace backsweep::codegen
