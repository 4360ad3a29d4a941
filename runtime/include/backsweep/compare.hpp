// Runs one derivative under several schedules and sets what was measured beside what was predicted.
//
// Takes: the primal, the derivative as a callable that is given a schedule, and the schedules.
// Gives: a Tradeoff: a table, CSV and JSON; pictures by `write_tradeoff`.
// Promises: the median of the repetitions, taken in turn over all schedules, so that a machine that changes its speed
// meanwhile does not favour one of them.
//
//     const auto run = [&](const backsweep::Schedule& schedule) { simulate_gradient(u, n, steps, dt, u_bar, schedule);
//     }; const backsweep::Tradeoff result = backsweep::compare(primal, run, {Schedule::store_all(),
//     Schedule::revolve(30)}); backsweep::write_tradeoff(result, "tradeoff");   // tradeoff.txt, .csv, .json, .svg
//
// How a prediction is made: the primal's time over the number of steps is the cost of a step; what a taped step and its
// reverse cost is taken from the schedule that ran the fewest steps again, what a snapshot costs from the clock around
// storing and restoring. Then every schedule is simulated with these numbers. So predicted and measured times agree
// where time is spent in steps and snapshots, and where they do not, the schedule met something else: a cache that no
// longer holds the records, or a disk that is slower when it is full.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/diagram.hpp"
#include "backsweep/pareto.hpp"
#include "backsweep/schedule.hpp"
#include "backsweep/statistics.hpp"
#include "backsweep/tradeoff.hpp"

namespace backsweep {

/// How to compare.
struct CompareOptions {
  std::string title;
  int repetitions = 3;
  std::size_t budget = 0;  ///< Bytes of memory; marks the quickest schedule within it. 0 marks none.
};

namespace detail {

template <class Run>
double seconds_of(Run&& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n == 0 ? 0 : n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

/// Cost of one of `count` equal parts of a sum, or nothing.
inline double share(double sum, std::int64_t count) { return count > 0 ? sum / static_cast<double>(count) : 0; }

/// What one step and one snapshot cost, from the measured rows.
inline Costs measured_costs(const std::vector<TradeoffRow>& rows, double primal_seconds) {
  Costs costs;
  const TradeoffRow* fewest = nullptr;
  double memory_store = 0;
  double memory_restore = 0;
  std::int64_t stored = 0;
  std::int64_t restored = 0;
  for (const TradeoffRow& row : rows) {
    if (!row.is_measured) continue;
    const Statistics& run = row.measured;
    if (fewest == nullptr || run.forward_steps < fewest->measured.forward_steps) fewest = &row;
    costs.state_bytes = std::max(costs.state_bytes, run.state_bytes);
    costs.record_bytes = std::max(costs.record_bytes, run.record_bytes);
    if (run.snapshots_stored_disk > 0) continue;
    memory_store += run.store_seconds;
    memory_restore += run.restore_seconds;
    stored += run.snapshots_stored_memory;
    restored += run.snapshots_restored_memory;
  }
  if (fewest == nullptr) return costs;
  const Statistics& run = fewest->measured;
  costs.step = share(primal_seconds, run.steps);
  costs.memory_store = share(memory_store, stored);
  costs.memory_restore = share(memory_restore, restored);
  const double taped =
      fewest->seconds - costs.step * static_cast<double>(run.forward_steps) - run.store_seconds - run.restore_seconds;
  costs.taped_step = costs.step;
  costs.reverse_step = std::max(0.0, share(taped, run.steps) - costs.taped_step);
  for (const TradeoffRow& row : rows) {
    const Statistics& disk = row.measured;
    if (!row.is_measured || disk.snapshots_stored_disk == 0) continue;
    const double to_memory = costs.memory_store * static_cast<double>(disk.snapshots_stored_memory);
    const double from_memory = costs.memory_restore * static_cast<double>(disk.snapshots_restored_memory);
    costs.disk_store = std::max(0.0, share(disk.store_seconds - to_memory, disk.snapshots_stored_disk));
    costs.disk_restore = std::max(0.0, share(disk.restore_seconds - from_memory, disk.snapshots_restored_disk));
  }
  return costs;
}

inline void predict_rows(Tradeoff& result, const std::vector<Schedule>& schedules) {
  for (std::size_t k = 0; k < schedules.size(); ++k) {
    TradeoffRow& row = result.rows[k];
    if (!row.failure.empty()) continue;
    try {
      predict_row(row, schedules[k], row.measured.steps, result.costs, row.measured.form);
    } catch (const BudgetError&) {
      // It ran, but would not with what the largest record of all runs takes: measured alone.
    }
  }
}

}  // namespace detail

/// Runs `derivative(schedule)` for each schedule, and `primal()`, a number of times.
///
/// Both must start from the same inputs at every call, and the derivative must have exactly one checkpointed loop that
/// counts (the last to finish). A schedule that throws BudgetError gets a row that says what it would need.
template <class Primal, class Derivative>
Tradeoff compare(const Primal& primal, const Derivative& derivative, const std::vector<Schedule>& schedules,
                 const CompareOptions& options = {}) {
  Tradeoff result;
  result.title = options.title;
  result.budget = options.budget;
  for (const Schedule& schedule : schedules) result.rows.emplace_back().name = schedule.name();
  std::vector<std::vector<double>> seconds(schedules.size());
  std::vector<double> primal_seconds;
  for (int repetition = 0; repetition < std::max(1, options.repetitions); ++repetition) {
    primal_seconds.push_back(detail::seconds_of(primal));
    for (std::size_t k = 0; k < schedules.size(); ++k) {
      TradeoffRow& row = result.rows[k];
      if (!row.failure.empty()) continue;
      try {
        const Schedule timed = schedules[k].timed();
        seconds[k].push_back(detail::seconds_of([&] { derivative(timed); }));
        row.measured = last_run();
        row.is_measured = true;
      } catch (const BudgetError& error) {
        row.failure = "needs " + detail::short_bytes(static_cast<double>(error.smallest_bytes()));
        row.is_measured = false;
      }
    }
  }
  const double loop = detail::median(primal_seconds);
  for (std::size_t k = 0; k < schedules.size(); ++k) {
    TradeoffRow& row = result.rows[k];
    row.seconds = detail::median(seconds[k]);
    row.time_ratio = loop > 0 ? row.seconds / loop : 0;
    result.steps = std::max(result.steps, row.measured.steps);
  }
  result.costs = detail::measured_costs(result.rows, loop);
  detail::predict_rows(result, schedules);
  result.judge();
  return result;
}

/// Writes `path`.txt, .csv, .json and .svg. Throws std::runtime_error, with the name, where a file cannot be written.
inline void write_tradeoff(const Tradeoff& tradeoff, const std::string& path) {
  const auto write = [&path](const char* ending, const std::string& text) {
    std::ofstream file(path + ending, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw std::runtime_error("backsweep: cannot write " + path + ending);
  };
  write(".txt", tradeoff.table());
  write(".csv", tradeoff.csv());
  write(".json", tradeoff.json());
  write(".svg", pareto_picture(tradeoff));
}

}  // namespace backsweep
