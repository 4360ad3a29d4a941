// Predicts what a schedule does by going through its actions without performing them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "backsweep/schedule.hpp"
#include "backsweep/step_index.hpp"

namespace backsweep {
namespace detail {

/// Counts actions and the bytes held between them.
class Tally {
 public:
  Tally(const Costs& costs, std::int64_t steps, bool uses_disk)
      : costs_(costs), steps_(steps), snapshot_(snapshot_bytes(costs.state_bytes)), buffers_(uses_disk ? 1 : 0) {}

  void add(const Action& action) {
    const std::int64_t count = action.to - action.from;
    switch (action.kind) {
      case ActionKind::kAdvance:
        result.forward_steps = add_steps(result.forward_steps, count);
        break;
      case ActionKind::kRecord:
        result.taped_steps += count;
        records_ += count;
        break;
      case ActionKind::kReverse:
        records_ -= count;
        break;
      case ActionKind::kTurn:
        if (action.from >= steps_) break;
        ++result.taped_steps;
        note_peak(1);
        break;
      case ActionKind::kStore:
        store(action);
        break;
      case ActionKind::kRestore:
        restore(action.from);
        break;
      case ActionKind::kDiscard:
        discard(action);
        break;
    }
    note_peak(0);
  }

  Prediction finished() {
    const auto times = [](std::int64_t count, double cost) { return static_cast<double>(count) * cost; };
    result.steps = steps_;
    result.seconds = times(result.forward_steps, costs_.step) + times(result.taped_steps, costs_.taped_step) +
                     times(steps_, costs_.reverse_step) + times(result.snapshots_stored_memory, costs_.memory_store) +
                     times(result.snapshots_stored_disk, costs_.disk_store) +
                     times(result.snapshots_restored_memory, costs_.memory_restore) +
                     times(result.snapshots_restored_disk, costs_.disk_restore);
    const double loop = times(steps_, costs_.step);
    result.time_ratio = loop > 0 ? result.seconds / loop : 0;
    return result;
  }

  Prediction result;

 private:
  void store(const Action& action) {
    if (action.level == Level::kDisk) {
      ++result.snapshots_stored_disk;
      ++on_disk_;
    } else {
      ++result.snapshots_stored_memory;
      in_memory_.insert(action.from, 0);
      ++held_;
    }
  }

  void restore(std::int64_t step) {
    if (in_memory_.find(step) != StepIndex::kNowhere) {
      ++result.snapshots_restored_memory;
    } else {
      ++result.snapshots_restored_disk;
    }
  }

  void discard(const Action& action) {
    if (action.level == Level::kDisk) {
      --on_disk_;
    } else {
      in_memory_.erase(action.from);
      --held_;
    }
  }

  void note_peak(std::int64_t more_records) {
    const std::size_t bytes =
        (held_ + buffers_) * snapshot_ + static_cast<std::size_t>(records_ + more_records) * costs_.record_bytes;
    result.peak_memory_bytes = std::max(result.peak_memory_bytes, bytes);
    result.peak_disk_bytes = std::max(result.peak_disk_bytes, static_cast<std::size_t>(on_disk_) * costs_.state_bytes);
  }

  Costs costs_;
  std::int64_t steps_;
  std::size_t snapshot_;
  std::size_t buffers_;  ///< Snapshots go to disk and back through one.
  StepIndex in_memory_;
  std::size_t held_ = 0;
  std::int64_t on_disk_ = 0;
  std::int64_t records_ = 0;
};

}  // namespace detail

inline Prediction Schedule::simulate(std::int64_t steps, const Costs& costs, const LoopForm& form) const {
  detail::Tally tally(costs, steps, uses_disk());
  if (steps <= 0) return tally.finished();
  const Schedule chosen = resolved(steps, costs.state_bytes, costs.record_bytes, form);
  detail::Machine machine(form);
  if (form.knows_steps) {
    machine = chosen.actions(steps, form);
  } else {
    detail::OpenSweep sweep = chosen.open_sweep(form);
    const ActionKind kind = sweep.records_steps() ? ActionKind::kRecord : ActionKind::kAdvance;
    for (std::int64_t step = 0; step < steps; ++step) {
      sweep.before(step, [&tally](const Action& action) { tally.add(action); });
      tally.add({kind, Level::kMemory, step, step + 1});
    }
    machine = sweep.reversal(steps);
  }
  for (Action action{}; machine.next(action);) tally.add(action);
  return tally.finished();
}

}  // namespace backsweep
