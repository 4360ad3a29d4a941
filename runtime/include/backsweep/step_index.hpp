// Finds the place that belongs to a step, where steps are mostly added in order and the newest is asked for most.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace backsweep::detail {

/// Places by step: a list in the order of steps. The newest is at its end; the others are found by bisection. What is
/// erased in the middle is only marked, and swept out when marks outnumber the rest.
class StepIndex {
 public:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  /// The place of `step`, or kNowhere.
  std::size_t find(std::int64_t step) const noexcept {
    if (!entries_.empty() && entries_.back().step == step) return entries_.back().place;
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), step, is_before);
    return found != entries_.end() && found->step == step ? found->place : kNowhere;
  }

  /// Notes a step that is not in the list.
  void insert(std::int64_t step, std::size_t place) {
    if (entries_.empty() || entries_.back().step < step) return entries_.push_back({step, place});
    const auto behind = std::lower_bound(entries_.begin(), entries_.end(), step, is_before);
    if (behind->step == step) {
      behind->place = place;
      --marks_;
    } else {
      entries_.insert(behind, {step, place});
    }
  }

  /// Forgets a step that is in the list.
  void erase(std::int64_t step) noexcept {
    if (entries_.back().step != step) {
      std::lower_bound(entries_.begin(), entries_.end(), step, is_before)->place = kNowhere;
      ++marks_;
    } else {
      entries_.pop_back();
    }
    while (!entries_.empty() && entries_.back().place == kNowhere) {
      entries_.pop_back();
      --marks_;
    }
    if (2 * marks_ > entries_.size()) sweep();
  }

 private:
  struct Entry {
    std::int64_t step;
    std::size_t place;
  };

  static bool is_before(const Entry& entry, std::int64_t step) noexcept { return entry.step < step; }

  void sweep() noexcept {
    const auto end =
        std::remove_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.place == kNowhere; });
    entries_.erase(end, entries_.end());
    marks_ = 0;
  }

  std::vector<Entry> entries_;
  std::size_t marks_ = 0;
};

}  // namespace backsweep::detail
