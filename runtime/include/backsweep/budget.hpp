// Chooses the schedule that runs the fewest steps again within a number of bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "backsweep/schedule.hpp"

namespace backsweep {
namespace detail {

/// One loop and its budget, and the best schedule found for it so far.
class BudgetSearch {
 public:
  BudgetSearch(const LoopSize& size, std::size_t budget)
      : steps_(planned_steps(size.steps, size.form)),
        state_(most_snapshot_bytes(size.state_bytes)),
        record_(size.record_bytes),
        budget_(budget),
        start_(size.form.keeps_start ? 1 : 0),
        has_records_(size.form.has_records),
        mixes_(size.form.mixes) {}

  /// Nothing where the budget is too small. Without records apart from their reverse there are only states to keep.
  std::optional<Schedule> best() {
    if (has_records_) {
      try_store_all();
      try_periodic();
      if (mixes_) try_mixed();
    }
    try_revolve();
    return best_;
  }

  /// The smallest budget that serves.
  std::size_t smallest() const noexcept { return (steps_ > 1 || start_ > 0 ? state_ : 0) + record_; }

 private:
  void consider(const Schedule& schedule, std::int64_t again) {
    if (again >= least_) return;
    least_ = again;
    best_ = schedule;
  }

  /// Whether a snapshots and b records fit.
  bool fits(std::int64_t snapshots, std::int64_t records) const {
    const double bytes = static_cast<double>(snapshots) * static_cast<double>(state_) +
                         static_cast<double>(records) * static_cast<double>(record_);
    return bytes <= static_cast<double>(budget_);
  }

  void try_store_all() {
    if (fits(start_, steps_)) consider(Schedule::store_all(), 0);
  }

  /// With k segments of p steps, the last q long: k - 1 snapshots and q records, then one less of the one and p.
  void try_periodic() {
    for (std::int64_t segments = 2; segments <= std::min<std::int64_t>(steps_, kMostSegments); ++segments) {
      const std::int64_t period = (steps_ + segments - 1) / segments;
      const std::int64_t used = (steps_ + period - 1) / period;
      const std::int64_t last = steps_ - (used - 1) * period;
      if (!fits(used - 1, 1)) return;
      if (fits(used - 1, last) && fits(std::max(used - 2, start_), period)) {
        consider(Schedule::periodic(period), (used - 1) * period);
      }
    }
  }

  void try_revolve() {
    if (budget_ < record_) return;
    const std::int64_t snapshots = std::min(steps_, static_cast<std::int64_t>((budget_ - record_) / state_));
    if (snapshots >= 1) consider(Schedule::revolve(snapshots), extra_steps(steps_, snapshots));
  }

  /// Worth its table where records are not much larger than states.
  void try_mixed() {
    const std::size_t unit = std::max(state_, record_);
    const std::size_t taken = record_ + static_cast<std::size_t>(start_) * state_;
    if (record_ > 4 * state_ || budget_ < taken + unit) return;
    const std::int64_t units = std::min(steps_, static_cast<std::int64_t>((budget_ - taken) / unit));
    if (multiply_steps(steps_, units) > kMostMixedEntries) return;
    consider(Schedule::mixed(units), MixedTable(steps_, units).forward_steps() - steps_);
  }

  static constexpr std::int64_t kMostSegments = 65536;
  static constexpr std::int64_t kMostMixedEntries = 1'000'000;

  std::int64_t steps_;
  std::size_t state_;
  std::size_t record_;
  std::size_t budget_;
  std::int64_t start_;
  bool has_records_;
  bool mixes_;
  std::int64_t least_ = kManySteps;
  std::optional<Schedule> best_;
};

/// The snapshots for which there is room beside one record, at least one.
inline std::int64_t snapshots_beside(std::size_t record_bytes, std::size_t state_bytes, std::size_t budget) {
  constexpr std::size_t kEnough = 1'000'000;
  const std::size_t room = budget - std::min(budget, record_bytes);
  return static_cast<std::int64_t>(std::clamp<std::size_t>(room / most_snapshot_bytes(state_bytes), 1, kEnough));
}

/// The choice for one of `sharers` equal parts of a budget.
inline Schedule choose_for_budget(const LoopSize& size, std::size_t budget, std::int64_t sharers) {
  const std::size_t share = budget / static_cast<std::size_t>(sharers);
  LoopSize searched = size;
  // Without an end there is nothing to choose from.
  if (!size.form.knows_steps) searched.steps = 2;
  BudgetSearch search(searched, share);
  const std::optional<Schedule> best = search.best();
  if (!best) {
    throw BudgetError(budget, search.smallest() * static_cast<std::size_t>(sharers),
                      sharers == 1 ? "one state and the record of one step"
                                   : std::to_string(sharers) + " loops with one state and the record of one step each");
  }
  return size.form.knows_steps ? *best : Schedule::online(snapshots_beside(size.record_bytes, size.state_bytes, share));
}

}  // namespace detail

inline Schedule Schedule::resolved(std::int64_t steps, std::size_t state_bytes, std::size_t record_bytes,
                                   const LoopForm& form) const {
  if (strategy_ != Strategy::kBudget || steps == 0) return *this;
  const detail::LoopSize size{steps, state_bytes, record_bytes, form};
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  if (tables_->chosen == nullptr || !(tables_->size == size) || tables_->share != share_of_budget()) {
    tables_->chosen = std::make_shared<const Schedule>(detail::choose_for_budget(size, budget_, sharers_));
    tables_->size = size;
    tables_->share = share_of_budget();
  }
  return *tables_->chosen;
}

}  // namespace backsweep
