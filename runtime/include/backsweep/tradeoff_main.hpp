// The program behind backsweep_add_tradeoff(): compares schedules for one derivative, as the command line says.
//
// Takes: the primal, the derivative as a callable that is given a schedule, and the arguments of main.
// Gives: the table on standard output, PREFIX.txt, .csv, .json and .svg, and the status to leave main with.
//
//     int main(int argc, char** argv) {
//       const auto primal = [&] { simulate(u, n, steps, dt); };
//       const auto derivative = [&](const backsweep::Schedule& schedule) {
//         simulate_gradient(u, n, steps, dt, u_bar, schedule);
//       };
//       return backsweep::tradeoff_main(argc, argv, primal, derivative);
//     }
//
//     --schedule=NAME      one schedule to compare, as Schedule::name() writes it; repeat it. Default: five of them
//     --budget=BYTES       64MiB: marks the quickest schedule within it, and compares for_budget(BYTES) as well
//     --repetitions=N      times that everything runs; the median counts (3)
//     --title=TEXT         the picture's title
//     --output=PREFIX      where the files go ("tradeoff")
//     --directory=DIR      where snapshots on disk go (".")
#pragma once

#include <cstddef>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "backsweep/compare.hpp"
#include "backsweep/schedule_text.hpp"

namespace backsweep {
namespace detail {

/// What the command line of a comparison says.
struct TradeoffArguments {
  std::vector<std::string> schedules;
  CompareOptions options;
  std::string output = "tradeoff";
  std::string directory = ".";
};

/// Throws std::invalid_argument.
inline TradeoffArguments parse_tradeoff_arguments(int count, const char* const* arguments) {
  TradeoffArguments result;
  for (int k = 1; k < count; ++k) {
    const std::string argument = arguments[k];
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    if (equals == std::string::npos) fail_text(argument, "an option: --name=value is expected");
    const std::string value = argument.substr(equals + 1);
    if (name == "--schedule") {
      result.schedules.push_back(value);
    } else if (name == "--budget") {
      result.options.budget = parse_bytes(value);
    } else if (name == "--repetitions") {
      result.options.repetitions = static_cast<int>(parse_count(value, value));
    } else if (name == "--title") {
      result.options.title = value;
    } else if (name == "--output") {
      result.output = value;
    } else if (name == "--directory") {
      result.directory = value;
    } else {
      fail_text(argument,
                "an option: --schedule, --budget, --repetitions, --title, --output and --directory are known");
    }
  }
  if (result.schedules.empty()) result.schedules = {"store_all", "store_states", "revolve(50)", "revolve(10)", "revolve(3)"};
  return result;
}

}  // namespace detail

/// Compares, prints and writes. Returns 0; 1 where a run or a file failed; 2 for a command line that is not understood.
template <class Primal, class Derivative>
int tradeoff_main(int argument_count, const char* const* arguments, const Primal& primal,
                  const Derivative& derivative) {
  std::vector<Schedule> schedules;
  detail::TradeoffArguments given;
  try {
    given = detail::parse_tradeoff_arguments(argument_count, arguments);
    for (const std::string& one : given.schedules) schedules.push_back(parse_schedule(one, given.directory));
    if (given.options.budget > 0) schedules.push_back(Schedule::for_budget(given.options.budget));
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
  try {
    const Tradeoff tradeoff = compare(primal, derivative, schedules, given.options);
    std::fputs(tradeoff.table().c_str(), stdout);
    write_tradeoff(tradeoff, given.output);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

}  // namespace backsweep
