// Checkpointing where a unit of memory may hold a state or the record of one step.
//
// Takes: the number of steps and of units; a record is about as large as a state.
// Gives: the least number of forward steps, taped ones included, and for every stretch what to do next.
// Promises: the optimum up to kExactWork table operations; beyond that cuts are searched near their neighbour's.
//
// Maddison, Step-based checkpointing with high-level algorithmic differentiation, J. Comput. Sci. 82, 2024. Keeping the
// record of a step means not to run it again. With M(1, s) = 1, M(n, s) = n for n <= s + 1, M(n, 1) = n (n + 1) / 2 -
// 1,
//
//     M(n, s) = min( 1 + M(n - 1, s - 1),                                 keep the record of the first step
//                    min_{2 <= i < n}  i + M(i, s) + M(n - i, s - 1) )    keep the state, advance i
//
//     const backsweep::MixedTable table(100, 10);
//     const std::int64_t all = table.forward_steps();   // 237; binomial checkpointing needs 322
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "backsweep/revolve.hpp"

namespace backsweep {

/// The table of least forward steps and best moves for one number of steps.
class MixedTable {
 public:
  /// Operations up to which every cut is tried.
  static constexpr double kExactWork = 3e7;

  /// Computes the table for `units` >= 1 units, those of the initial state included. Above `exact_work` operations the
  /// search for each cut is a window.
  MixedTable(std::int64_t steps, std::int64_t units, double exact_work = kExactWork)
      : steps_(std::max<std::int64_t>(1, steps)) {
    units = std::max<std::int64_t>(1, std::min(units, steps_ - 1));
    const double work = 0.5 * static_cast<double>(steps_) * static_cast<double>(steps_) * static_cast<double>(units);
    for (std::int64_t s = 1; s <= units; ++s) add_row(s, work <= exact_work);
  }

  std::int64_t steps() const noexcept { return steps_; }
  /// The units that the table covers; more than steps - 1 are of no use.
  std::int64_t units() const noexcept { return static_cast<std::int64_t>(rows_.size()); }
  /// The least number of forward steps, the taped ones included.
  std::int64_t forward_steps() const noexcept { return forward_steps(steps_, units()); }
  /// The same for a stretch of n steps with s units.
  std::int64_t forward_steps(std::int64_t n, std::int64_t s) const noexcept {
    if (n <= s + 1) return n;
    return row(s).steps[static_cast<std::size_t>(n)];
  }
  /// How far to advance after keeping the state before n steps, with s units; 0 says to keep the first step's record.
  std::int64_t advance(std::int64_t n, std::int64_t s) const noexcept {
    if (n <= s + 1) return 0;
    return row(s).advance[static_cast<std::size_t>(n)];
  }

 private:
  struct Row {
    std::vector<std::int64_t> steps;
    std::vector<std::int32_t> advance;
  };

  const Row& row(std::int64_t s) const noexcept { return rows_[static_cast<std::size_t>(std::min(s, units())) - 1]; }

  void add_row(std::int64_t s, bool is_exact) {
    const std::size_t size = static_cast<std::size_t>(steps_) + 1;
    Row next{std::vector<std::int64_t>(size, 0), std::vector<std::int32_t>(size, 0)};
    std::int64_t neighbour = 2;
    for (std::int64_t n = 1; n <= steps_; ++n) {
      const std::size_t at = static_cast<std::size_t>(n);
      if (n <= s + 1) {
        next.steps[at] = n;
      } else if (s == 1) {
        next.steps[at] = detail::add_steps(n - 1, detail::add_steps(1, next.steps[at - 1]));
        next.advance[at] = static_cast<std::int32_t>(n - 1);
      } else {
        neighbour = fill(next, n, s, is_exact, neighbour);
      }
    }
    rows_.push_back(std::move(next));
  }

  /// Finds the best move for n steps and s >= 2 units, and returns the cut near which the next one is looked for.
  std::int64_t fill(Row& next, std::int64_t n, std::int64_t s, bool is_exact, std::int64_t neighbour) const {
    const std::size_t at = static_cast<std::size_t>(n);
    next.steps[at] = detail::add_steps(1, forward_steps(n - 1, s - 1));
    const std::int64_t first = is_exact ? 2 : std::max<std::int64_t>(2, neighbour - kWindow);
    const std::int64_t last = is_exact ? n - 1 : std::min(n - 1, neighbour + kWindow);
    std::int64_t best = kManySteps;
    for (std::int64_t i = first; i <= last; ++i) {
      const std::int64_t left = next.steps[static_cast<std::size_t>(i)];
      const std::int64_t all = detail::add_steps(i, detail::add_steps(left, forward_steps(n - i, s - 1)));
      if (all >= best) continue;
      best = all;
      neighbour = i;
    }
    if (best < next.steps[at]) {
      next.steps[at] = best;
      next.advance[at] = static_cast<std::int32_t>(neighbour);
    }
    return neighbour;
  }

  static constexpr std::int64_t kWindow = 48;

  std::int64_t steps_;
  std::vector<Row> rows_;
};

}  // namespace backsweep
