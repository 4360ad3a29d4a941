// Placement of snapshots while the number of steps is still unknown.
//
// Takes: the steps as they come, one by one.
// Gives: which snapshot to drop and whether to take one, so that the gaps between snapshots stay binomial.
// Promises: never more snapshots than allowed, the one of step 0 always kept.
//
// Wang, Moin & Iaccarino, Minimal repetition dynamic checkpointing, SISC 31(4), 2009. Each snapshot has a level. One is
// dispensable if a later one has a higher level. A new snapshot takes a free place, else that of a dispensable one with
// level 0, else that of the newest, one level higher. When the loop ends, the gap behind the k-th snapshot (counted
// from 0) is reversed by binomial checkpointing with s - k snapshots.
//
//     backsweep::OnlinePlacement placement(10);
//     for (std::int64_t step = 0; goes_on(); ++step) { const std::int64_t dropped = placement.place(step); ... }
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "backsweep/revolve.hpp"

namespace backsweep {

/// The snapshots held during a forward sweep of unknown length. A few operations per step, whatever their number.
///
/// Those that are not dispensable have levels that do not increase towards the newest. So when the newest is raised by
/// one, exactly those become dispensable that had its level, and they are the last ones before it.
class OnlinePlacement {
 public:
  /// For at most `snapshots` >= 1, that of step 0 included.
  explicit OnlinePlacement(std::int64_t snapshots)
      : most_(static_cast<std::size_t>(std::max<std::int64_t>(1, snapshots))) {}

  /// What `place` answers where nothing has to be dropped, and where nothing is to be taken.
  static constexpr std::int64_t kNothingDropped = -1;
  static constexpr std::int64_t kNotTaken = -2;

  /// Makes room for a snapshot of `step`, the next one after the last call's, and returns the step whose snapshot is
  /// to be dropped for it.
  std::int64_t place(std::int64_t step) {
    if (kept_.size() + dispensable_.size() < most_) {
      kept_.push_back({step, 0});
      return kNothingDropped;
    }
    if (most_ == 1) return kNotTaken;
    if (dispensable_.empty()) return replace_newest(step);
    const std::int64_t dropped = dispensable_.back();
    dispensable_.pop_back();
    kept_.push_back({step, 0});
    return dropped;
  }

  /// The steps whose snapshots are held, in increasing order.
  std::vector<std::int64_t> steps() const {
    std::vector<std::int64_t> result(dispensable_);
    for (const Held& held : kept_) result.push_back(held.step);
    std::sort(result.begin(), result.end());
    return result;
  }

  /// The untaped steps of the whole reversal if the loop ends after `n` >= 1 steps: n - 1 of the forward sweep, where
  /// the last step is known as such, and those within the gaps.
  std::int64_t extra_steps_if_ended(std::int64_t n) const {
    const std::vector<std::int64_t> held = steps();
    std::int64_t extra = n - 1;
    std::int64_t end = n;
    for (std::size_t k = held.size(); k-- > 0;) {
      extra = detail::add_steps(extra, extra_steps(end - held[k], static_cast<std::int64_t>(most_ - k)));
      end = held[k];
    }
    return extra;
  }

 private:
  struct Held {
    std::int64_t step;
    std::int64_t level;
  };

  std::int64_t replace_newest(std::int64_t step) {
    const Held newest = kept_.back();
    kept_.pop_back();
    // The first one, of step 0, stays for good.
    std::size_t first = kept_.size();
    while (first > 1 && kept_[first - 1].level == newest.level) --first;
    for (std::size_t k = first; k < kept_.size(); ++k) dispensable_.push_back(kept_[k].step);
    kept_.resize(first);
    kept_.push_back({step, newest.level + 1});
    return newest.step;
  }

  std::size_t most_;
  std::vector<Held> kept_;
  std::vector<std::int64_t> dispensable_;
};

}  // namespace backsweep
