// Entry point of the command `backsweep`.
#include <utility>

// Needs <utility>, which it does not include.
#include <llvm/Support/thread.h>

#include "driver/command_line.h"
#include "driver/pipeline.h"
#include "driver/plan_command.h"

int main(int argc, char** argv) {
  if (backsweep::driver::is_plan_command(argc, argv)) return backsweep::driver::run_plan_command(argc, argv);
  // Phases follow the nesting of the source by recursion: deep sources need a deep stack.
  constexpr unsigned kStackBytes = 256U << 20U;
  int exit_code = 0;
  const auto command = backsweep::driver::parse_command_line(argc, argv, exit_code);
  if (!command) return exit_code;
  const auto run = [&] { exit_code = backsweep::driver::run(*command); };
  llvm::thread worker(std::optional<unsigned>(kStackBytes), run);
  worker.join();
  return exit_code;
}
