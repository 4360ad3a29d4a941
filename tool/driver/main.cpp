// Entry point of the command `backsweep`.
#include "driver/command_line.h"
#include "driver/pipeline.h"
#include "driver/plan_command.h"

int main(int argc, char** argv) {
  if (backsweep::driver::is_plan_command(argc, argv)) return backsweep::driver::run_plan_command(argc, argv);
  int exit_code = 0;
  const auto command = backsweep::driver::parse_command_line(argc, argv, exit_code);
  return command ? backsweep::driver::run(*command) : exit_code;
}
