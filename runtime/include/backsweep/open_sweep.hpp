// The forward sweep of a loop whose number of steps shows only at its end, and the plan for its reversal then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "backsweep/machine.hpp"
#include "backsweep/online.hpp"

namespace backsweep::detail {

/// Decides before each step what to keep. Three ways: the record of every step, a snapshot every `period` steps, or a
/// limited number of snapshots placed by OnlinePlacement, of which the first `memory` are kept in memory.
class OpenSweep {
 public:
  /// Every step is recorded.
  explicit OpenSweep(const LoopForm& form) : form_(form) {}
  /// A snapshot every so many steps.
  OpenSweep(const LoopForm& form, const SegmentPlan& segments)
      : form_(form), way_(Way::kSegments), segments_(segments) {}
  /// At most memory + disk snapshots.
  OpenSweep(const LoopForm& form, std::int64_t memory, std::int64_t disk)
      : form_(form), way_(Way::kOnline), memory_(memory), placement_(memory + disk) {}

  /// Whether steps are recorded rather than run without tape.
  bool records_steps() const noexcept { return way_ == Way::kRecords; }

  /// Calls perform(action) for what has to be done before `step`.
  template <class Perform>
  void before(std::int64_t step, Perform&& perform) {
    const bool is_kept_start = form_.keeps_start && step == 0;
    if (is_kept_start) perform(Action{ActionKind::kStore, Level::kMemory, 0, 0});
    if (way_ == Way::kSegments && step % segments_.period == 0 && !is_kept_start) {
      perform(Action{ActionKind::kStore, segments_.level, step, step});
    }
    if (way_ != Way::kOnline) return;
    const std::int64_t dropped = placement_.place(step);
    if (dropped == OnlinePlacement::kNotTaken) return;
    if (dropped != OnlinePlacement::kNothingDropped) {
      perform(Action{ActionKind::kDiscard, take_level(dropped), dropped, dropped});
    }
    const bool is_in_memory = in_memory_ < memory_;
    if (is_in_memory) {
      ++in_memory_;
    } else {
      on_disk_.insert(step);
    }
    const Level level = is_in_memory ? Level::kMemory : Level::kDisk;
    if (!is_kept_start) perform(Action{ActionKind::kStore, level, step, step});
  }

  /// The reversal of `steps` steps, all of which have been run.
  Machine reversal(std::int64_t steps) const {
    Machine machine(form_);
    if (steps <= 0) return machine;
    if (form_.keeps_start) {
      machine.push_start(ActionKind::kDiscard);
      machine.push_restore(0);
    }
    push_reversal(steps, machine);
    return machine;
  }

 private:
  enum class Way : std::uint8_t { kRecords, kSegments, kOnline };

  void push_reversal(std::int64_t steps, Machine& machine) const {
    if (way_ == Way::kRecords) machine.push_reverse(0, steps);
    if (way_ == Way::kSegments) {
      machine.set_segments(segments_);
      machine.push({TaskKind::kSegmentsBack, 0, steps});
    }
    if (way_ == Way::kOnline) finish_online(steps, machine);
  }

  Level take_level(std::int64_t step) {
    if (on_disk_.erase(step) > 0) return Level::kDisk;
    --in_memory_;
    return Level::kMemory;
  }

  /// The last gap is reversed first, with all that the gaps before it leave free in memory.
  void finish_online(std::int64_t steps, Machine& machine) const {
    const std::vector<std::int64_t> held = placement_.steps();
    std::int64_t in_memory = 0;
    for (std::size_t k = 0; k < held.size(); ++k) {
      const std::int64_t to = k + 1 < held.size() ? held[k + 1] : steps;
      const std::int64_t free = memory_ - in_memory;
      const bool is_on_disk = on_disk_.count(held[k]) > 0;
      if (!is_on_disk) ++in_memory;
      machine.push_discard(held[k], is_on_disk ? Level::kDisk : Level::kMemory);
      // A snapshot on disk takes none of the places in memory.
      machine.push({TaskKind::kRevolve, held[k], to, is_on_disk ? free + 1 : free});
      machine.push_restore(held[k]);
    }
  }

  LoopForm form_;
  Way way_ = Way::kRecords;
  SegmentPlan segments_;
  std::int64_t memory_ = 1;
  std::int64_t in_memory_ = 0;
  OnlinePlacement placement_{1};
  std::set<std::int64_t> on_disk_;
};

}  // namespace backsweep::detail
