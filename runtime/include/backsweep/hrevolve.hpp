// Checkpointing on memory and disk: the H-Revolve dynamic programme.
//
// Takes: the number of steps, snapshots in memory and on disk, and what a step and a disk access cost.
// Gives: the least total cost, and for every stretch of steps what to do next.
// Promises: the optimum up to kExactWork table operations; beyond that the search for each cut is a window around its
// neighbour's, which has been within one per cent of the optimum wherever both were computed.
//
// Herrmann & Pallez, H-Revolve, TOMS 46(2), 2020. Snapshots in memory are free to write and read. With l + 1 steps, m
// disk snapshots and c in memory, R(l) the cost of memory alone (binomial checkpointing), and the state at hand
//
//     O(l, 0) = R(l)                                                                     no disk
//     O(l, m) = min( R(l), write + P(l, m) )                                             state not on disk yet
//     P(l, m) = min( R(l), min_j  j forward + O(l - j, m - 1) + read + P(j - 1, m) )     state on disk
//
//     const backsweep::HRevolve table(1000, 5, 5, {1, 1, 2, 2});
//     const double cost = table.cost();   // n taped steps included
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "backsweep/revolve.hpp"

namespace backsweep {

/// What the parts of a reversal cost, in any one unit. The default unit is a forward step.
struct LevelCosts {
  double forward = 1;  ///< One step without tape.
  double reverse = 1;  ///< One step with tape and its reverse.
  double write = 1;    ///< One snapshot to disk.
  double read = 1;     ///< One snapshot from disk.
};

/// The table of least costs and best moves for one number of steps.
class HRevolve {
 public:
  /// Operations up to which every cut is tried.
  static constexpr double kExactWork = 3e8;

  /// Computes the table. `memory` must be at least 1; `disk` may be 0. Above `exact_work` operations the search for
  /// each cut is a window.
  HRevolve(std::int64_t steps, std::int64_t memory, std::int64_t disk, const LevelCosts& costs,
           double exact_work = kExactWork)
      : steps_(steps), memory_(std::max<std::int64_t>(1, memory)), costs_(costs) {
    const std::size_t n = static_cast<std::size_t>(std::max<std::int64_t>(1, steps));
    memory_cost_.resize(n);
    for (std::size_t l = 0; l < n; ++l) memory_cost_[l] = cost_in_memory(static_cast<std::int64_t>(l) + 1);
    const std::int64_t levels = std::min<std::int64_t>(std::max<std::int64_t>(0, disk), steps - 1);
    const double work = 0.5 * static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(levels);
    for (std::int64_t m = 1; m <= levels; ++m) add_level(work <= exact_work);
  }

  std::int64_t steps() const noexcept { return steps_; }
  std::int64_t memory() const noexcept { return memory_; }
  /// The disk snapshots that the table covers; more than steps - 1 are of no use.
  std::int64_t disk() const noexcept { return static_cast<std::int64_t>(levels_.size()); }
  /// The least cost of reversing all steps, the n taped ones included.
  double cost() const noexcept { return best(static_cast<std::size_t>(memory_cost_.size() - 1), levels_.size()); }

  /// Whether the state before `count` steps is worth a write to disk, with m disk snapshots free.
  bool writes_to_disk(std::int64_t count, std::int64_t m) const noexcept {
    if (m <= 0) return false;
    const Level& level = level_of(m);
    const std::size_t l = static_cast<std::size_t>(count - 1);
    return costs_.write + level.cost[l] < memory_cost_[l];
  }

  /// How far to advance from a state on disk before `count` steps, with m disk snapshots including it; 0 says that
  /// memory alone does it from here.
  std::int64_t advance(std::int64_t count, std::int64_t m) const noexcept {
    return level_of(m).advance[static_cast<std::size_t>(count - 1)];
  }

 private:
  struct Level {
    std::vector<double> cost;
    std::vector<std::int32_t> advance;
  };

  const Level& level_of(std::int64_t m) const noexcept {
    return levels_[static_cast<std::size_t>(std::min(m, disk())) - 1];
  }

  double cost_in_memory(std::int64_t count) const {
    return static_cast<double>(count) * costs_.reverse +
           static_cast<double>(extra_steps(count, memory_)) * costs_.forward;
  }

  /// O(l, m).
  double best(std::size_t l, std::size_t m) const noexcept {
    return m == 0 ? memory_cost_[l] : std::min(memory_cost_[l], costs_.write + levels_[m - 1].cost[l]);
  }

  void add_level(bool is_exact) {
    const std::size_t n = memory_cost_.size();
    const std::size_t m = levels_.size();
    Level level{std::vector<double>(n), std::vector<std::int32_t>(n, 0)};
    std::vector<double> below(n);
    for (std::size_t l = 0; l < n; ++l) below[l] = best(l, m);
    std::size_t neighbour = 1;
    for (std::size_t l = 0; l < n; ++l) {
      level.cost[l] = memory_cost_[l];
      const std::size_t first = is_exact || neighbour <= kWindow ? 1 : neighbour - kWindow;
      const std::size_t last = is_exact ? l : std::min(l, neighbour + kWindow);
      for (std::size_t j = first; j <= last && j <= l; ++j) {
        const double cost = static_cast<double>(j) * costs_.forward + below[l - j] + costs_.read + level.cost[j - 1];
        if (cost < level.cost[l]) {
          level.cost[l] = cost;
          level.advance[l] = static_cast<std::int32_t>(j);
        }
      }
      if (level.advance[l] > 0) neighbour = static_cast<std::size_t>(level.advance[l]);
    }
    levels_.push_back(std::move(level));
  }

  static constexpr std::size_t kWindow = 48;

  std::int64_t steps_;
  std::int64_t memory_;
  LevelCosts costs_;
  std::vector<double> memory_cost_;
  std::vector<Level> levels_;
};

}  // namespace backsweep
