// Entry point of the command `backsweep`.
#include "driver/command_line.h"
#include "driver/pipeline.h"

int main(int argc, char** argv) {
  int exit_code = 0;
  const auto command = backsweep::driver::parse_command_line(argc, argv, exit_code);
  return command ? backsweep::driver::run(*command) : exit_code;
}
