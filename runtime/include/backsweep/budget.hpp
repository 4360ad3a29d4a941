// Chooses the schedule that runs the fewest steps again within a number of bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "backsweep/schedule.hpp"

namespace backsweep {
namespace detail {

/// One loop and its budget, and the best schedule found for it so far.
class BudgetSearch {
 public:
  BudgetSearch(std::int64_t steps, std::size_t state_bytes, std::size_t record_bytes, std::size_t budget,
               bool keeps_start)
      : steps_(steps),
        state_(most_snapshot_bytes(state_bytes)),
        record_(record_bytes),
        budget_(budget),
        start_(keeps_start ? 1 : 0) {}

  /// Without records apart from their reverse there is nothing but states to keep.
  Schedule best(bool has_records) {
    if (has_records) {
      try_store_all();
      try_periodic();
      try_mixed();
    }
    try_revolve();
    if (least_ == kManySteps) {
      throw BudgetError(budget_, (steps_ > 1 || start_ > 0 ? state_ : 0) + record_,
                        "one state and the record of one step");
    }
    return best_;
  }

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
    const std::size_t most = (budget_ - record_) / state_;
    const std::int64_t snapshots =
        static_cast<std::int64_t>(std::min<std::size_t>(most, static_cast<std::size_t>(steps_)));
    if (snapshots >= 1) consider(Schedule::revolve(snapshots), extra_steps(steps_, snapshots));
  }

  /// Worth its table where records are not much larger than states.
  void try_mixed() {
    const std::size_t unit = std::max(state_, record_);
    const std::size_t taken = record_ + static_cast<std::size_t>(start_) * state_;
    if (steps_ > kMostMixedSteps || record_ > 4 * state_ || budget_ < taken + unit) return;
    const std::int64_t units =
        static_cast<std::int64_t>(std::min<std::size_t>((budget_ - taken) / unit, static_cast<std::size_t>(steps_)));
    consider(Schedule::mixed(units), MixedTable(steps_, units).forward_steps() - steps_);
  }

  static constexpr std::int64_t kMostSegments = 65536;
  static constexpr std::int64_t kMostMixedSteps = 1000;

  std::int64_t steps_;
  std::size_t state_;
  std::size_t record_;
  std::size_t budget_;
  std::int64_t start_;
  std::int64_t least_ = kManySteps;
  Schedule best_ = Schedule::store_all();
};

inline Schedule choose_for_budget(const LoopSize& size, std::size_t budget) {
  if (size.steps >= 0) {
    return BudgetSearch(size.steps, size.state_bytes, size.record_bytes, budget, size.keeps_start)
        .best(size.has_records);
  }
  // Without an end there is nothing to choose from.
  const std::size_t state = most_snapshot_bytes(size.state_bytes);
  if (budget < state + size.record_bytes) {
    throw BudgetError(budget, state + size.record_bytes, "one state and the record of one step");
  }
  constexpr std::size_t kEnough = 1'000'000;
  return Schedule::online(
      static_cast<std::int64_t>(std::min<std::size_t>((budget - size.record_bytes) / state, kEnough)));
}

}  // namespace detail

inline Schedule Schedule::resolved(std::int64_t steps, std::size_t state_bytes, std::size_t record_bytes,
                                   bool keeps_start, bool has_records) const {
  if (strategy_ != Strategy::kBudget || steps == 0) return *this;
  const detail::LoopSize size{steps, state_bytes, record_bytes, keeps_start, has_records};
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  if (tables_->chosen == nullptr || !(tables_->size == size)) {
    tables_->chosen = std::make_shared<const Schedule>(detail::choose_for_budget(size, budget_));
    tables_->size = size;
  }
  Schedule chosen = *tables_->chosen;
  chosen.budget_ = budget_;
  chosen.progress_ = progress_;
  chosen.is_timed_ = is_timed_;
  return chosen;
}

}  // namespace backsweep
