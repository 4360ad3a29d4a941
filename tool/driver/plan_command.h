// takes: the arguments of `backsweep plan`.  gives: a table of checkpointing schedules with what each would cost.
// promises: nothing is run and no source is read; wrong usage is told on standard error, with status 2.
#pragma once

namespace backsweep::driver {

/// One line about the subcommand, for `backsweep --help`.
inline constexpr char kPlanSummary[] = "Predict what checkpointing schedules would cost a loop, before anything is run";

/// Whether the command line is one of `backsweep plan`.
bool is_plan_command(int argc, const char* const* argv);

/// Prints the table. The exit status: 0, or 2 for wrong usage.
int run_plan_command(int argc, const char* const* argv);

}  // namespace backsweep::driver
