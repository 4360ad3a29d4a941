// Turns the plan of a reversal into single actions, one at a time.
//
// Takes: tasks, each a stretch of steps and how to reverse it.
// Gives: actions in the order in which a loop has to perform them.
// Promises: an explicit stack that is never deeper than the snapshots in use; a few nanoseconds per action.
//
// A task is either an action or is taken apart into smaller ones, of which the last pushed is done first. Reversing n
// steps by binomial checkpointing, for example, becomes: advance i, store, reverse the n - i steps behind with one
// snapshot less, discard, restore, reverse the i steps before.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "backsweep/actions.hpp"
#include "backsweep/hrevolve.hpp"
#include "backsweep/mixed.hpp"
#include "backsweep/online.hpp"
#include "backsweep/revolve.hpp"

namespace backsweep::detail {

enum class TaskKind : std::uint8_t {
  kAction,         ///< Carry out `action`.
  kRevolve,        ///< State before `from` stored and at hand: binomial checkpointing with `slots`, that one included.
  kRevolveFresh,   ///< The same with the state at hand but not stored yet.
  kRecordAll,      ///< State at hand: record every step, then reverse them.
  kStates,         ///< State at hand: snapshot before every step, then reverse them one by one.
  kStatesForward,  ///< The forward half of it.
  kStatesBack,     ///< The other half.
  kSegments,       ///< State at hand: snapshot every `period` steps up to `to`, then reverse the segments.
  kSegmentsForward,  ///< The forward half of it.
  kSegmentsBack,     ///< Snapshots every `period` steps stored: reverse the segments.
  kSegmentBack,      ///< Snapshot of `from` stored: reverse one segment and discard it.
  kSegmentLive,      ///< State at hand and not stored: reverse the last segment.
  kDisk,             ///< State at hand: H-Revolve with `slots` disk snapshots free.
  kDiskStored,       ///< State at hand and on disk: the same, `slots` including it.
  kMixed,            ///< State at hand: records or snapshots in `slots` units.
  kMixedStored,      ///< The same with the state stored too, its unit included in `slots`.
  kOnline,           ///< State at hand: place `slots` snapshots as if the end were unknown, then reverse the gaps.
};

struct Task {
  TaskKind kind;
  std::int64_t from;
  std::int64_t to;
  std::int64_t slots = 0;
  Action action = {};
};

/// How segments are kept and reversed.
struct SegmentPlan {
  std::int64_t period = 1;
  Level level = Level::kMemory;
  std::int64_t slots = 0;  ///< Snapshots inside a segment; 0 says to record it whole.
};

/// The stack of tasks.
class Machine {
 public:
  /// Empty: no action. Where the start is kept, the snapshot of step 0 is none of the tasks' and stays. Where there are
  /// no records, segments hold states instead.
  explicit Machine(const LoopForm& form) : keeps_start_(form.keeps_start), has_records_(form.has_records) {}

  void set_segments(const SegmentPlan& plan) { segments_ = plan; }
  void set_disk(std::shared_ptr<const HRevolve> table) { disk_ = std::move(table); }
  void set_placement(const OnlinePlacement& placement) { placement_ = placement; }
  void set_mixed(std::shared_ptr<const MixedTable> table) { mixed_ = std::move(table); }

  /// Puts a task on top of the others: it is done before them.
  void push(const Task& task) { tasks_.push_back(task); }

  /// The next action; false where there is none left.
  bool next(Action& action) {
    while (!tasks_.empty()) {
      const Task task = tasks_.back();
      tasks_.pop_back();
      if (task.kind == TaskKind::kAction) {
        if (is_someone_elses(task.action)) continue;
        action = task.action;
        return true;
      }
      expand(task);
    }
    return false;
  }

  /// Gives the stretches that are still to be reversed by binomial checkpointing up to `slots` snapshots each.
  void widen(std::int64_t slots) {
    for (Task& task : tasks_) {
      if (task.kind == TaskKind::kRevolve) task.slots = std::max(task.slots, slots);
    }
  }

  // Actions as tasks.
  void push_advance(std::int64_t from, std::int64_t to) { push_action(ActionKind::kAdvance, Level::kMemory, from, to); }
  void push_record(std::int64_t from, std::int64_t to) { push_action(ActionKind::kRecord, Level::kMemory, from, to); }
  void push_reverse(std::int64_t from, std::int64_t to) { push_action(ActionKind::kReverse, Level::kMemory, from, to); }
  void push_turn(std::int64_t step) { push_action(ActionKind::kTurn, Level::kMemory, step, step + 1); }
  void push_store(std::int64_t step, Level level) { push_action(ActionKind::kStore, level, step, step); }
  void push_restore(std::int64_t step) { push_action(ActionKind::kRestore, Level::kMemory, step, step); }
  void push_discard(std::int64_t step, Level level) { push_action(ActionKind::kDiscard, level, step, step); }

  /// A store or discard of step 0 that holds although the start is kept: for whoever keeps it.
  static constexpr std::int64_t kOwnStart = 1;
  void push_start(ActionKind kind) { push({TaskKind::kAction, 0, 0, kOwnStart, {kind, Level::kMemory, 0, kOwnStart}}); }

 private:
  void push_action(ActionKind kind, Level level, std::int64_t from, std::int64_t to) {
    if (kind <= ActionKind::kReverse && from >= to) return;
    push({TaskKind::kAction, from, to, 0, {kind, level, from, to}});
  }

  bool is_someone_elses(const Action& action) const {
    const bool is_kept = action.kind == ActionKind::kStore || action.kind == ActionKind::kDiscard;
    return keeps_start_ && is_kept && action.from == 0 && action.to != kOwnStart;
  }

  void expand(const Task& task) {
    switch (task.kind) {
      case TaskKind::kAction:
        return;
      case TaskKind::kRevolve:
        return expand_revolve(task);
      case TaskKind::kRevolveFresh:
        return expand_revolve_fresh(task, Level::kMemory);
      case TaskKind::kRecordAll:
        return expand_record_all(task);
      case TaskKind::kStates:
        return expand_states(task);
      case TaskKind::kStatesForward:
        return expand_states_forward(task);
      case TaskKind::kStatesBack:
        return expand_states_back(task);
      case TaskKind::kSegments:
        return expand_segments(task);
      case TaskKind::kSegmentsForward:
        return expand_segments_forward(task);
      case TaskKind::kSegmentsBack:
        return expand_segments_back(task);
      case TaskKind::kSegmentBack:
        return expand_segment_back(task);
      case TaskKind::kSegmentLive:
        return expand_segment_live(task);
      case TaskKind::kDisk:
        return expand_disk(task);
      case TaskKind::kDiskStored:
        return expand_disk_stored(task);
      case TaskKind::kMixed:
        return expand_mixed(task, false);
      case TaskKind::kMixedStored:
        return expand_mixed(task, true);
      case TaskKind::kOnline:
        return expand_online(task);
    }
  }

  // In all of these the last push is done first.

  void expand_revolve(const Task& task) {
    const auto [from, to] = std::pair{task.from, task.to};
    if (to <= from) return;
    if (to - from == 1) return push_turn(from);
    const std::int64_t middle = from + optimal_advance(to - from, task.slots);
    push({TaskKind::kRevolve, from, middle, task.slots});
    push_restore(from);
    if (to - middle == 1) {
      push_turn(middle);
    } else {
      push_discard(middle, Level::kMemory);
      push({TaskKind::kRevolve, middle, to, task.slots - 1});
      push_store(middle, Level::kMemory);
    }
    push_advance(from, middle);
  }

  void expand_revolve_fresh(const Task& task, Level level) {
    if (task.to - task.from <= 1) return expand_revolve(task);
    push_discard(task.from, level);
    push({TaskKind::kRevolve, task.from, task.to, task.slots});
    push_store(task.from, level);
  }

  void expand_record_all(const Task& task) {
    if (task.to <= task.from) return;
    if (!has_records_) return push({TaskKind::kStates, task.from, task.to});
    push_reverse(task.from, task.to - 1);
    push_turn(task.to - 1);
    push_record(task.from, task.to - 1);
  }

  // Tasks that go over many snapshots are one task that moves on, not one for each: the stack stays short.

  void expand_states(const Task& task) {
    if (task.to <= task.from) return;
    push({TaskKind::kStatesBack, task.from, task.to - 1});
    push_turn(task.to - 1);
    push({TaskKind::kStatesForward, task.from, task.to - 1});
  }

  void expand_states_forward(const Task& task) {
    if (task.from >= task.to) return;
    push({TaskKind::kStatesForward, task.from + 1, task.to});
    push_advance(task.from, task.from + 1);
    push_store(task.from, Level::kMemory);
  }

  void expand_states_back(const Task& task) {
    if (task.from >= task.to) return;
    push({TaskKind::kStatesBack, task.from, task.to - 1});
    push_turn(task.to - 1);
    push_discard(task.to - 1, Level::kMemory);
    push_restore(task.to - 1);
  }

  void expand_segments(const Task& task) {
    const std::int64_t last = task.from + (task.to - task.from - 1) / segments_.period * segments_.period;
    push({TaskKind::kSegmentsBack, task.from, last});
    push({TaskKind::kSegmentLive, last, task.to});
    push({TaskKind::kSegmentsForward, task.from, last});
  }

  void expand_segments_forward(const Task& task) {
    if (task.from >= task.to) return;
    const std::int64_t end = task.from + segments_.period;
    push({TaskKind::kSegmentsForward, end, task.to});
    push_advance(task.from, end);
    push_store(task.from, segments_.level);
  }

  void expand_segments_back(const Task& task) {
    if (task.from >= task.to) return;
    const std::int64_t begin = task.from + (task.to - task.from - 1) / segments_.period * segments_.period;
    push({TaskKind::kSegmentsBack, task.from, begin});
    push({TaskKind::kSegmentBack, begin, task.to});
  }

  void expand_segment_back(const Task& task) {
    const bool is_one_step = task.to - task.from == 1;
    if (is_one_step || (segments_.slots == 0 && has_records_)) {
      push({TaskKind::kRecordAll, task.from, task.to});
      push_discard(task.from, segments_.level);
      return push_restore(task.from);
    }
    push_discard(task.from, segments_.level);
    push({TaskKind::kRevolve, task.from, task.to, slots_in_segment(task)});
    push_restore(task.from);
  }

  void expand_segment_live(const Task& task) {
    if (segments_.slots == 0 && has_records_) return push({TaskKind::kRecordAll, task.from, task.to});
    expand_revolve_fresh({TaskKind::kRevolveFresh, task.from, task.to, slots_in_segment(task)}, segments_.level);
  }

  std::int64_t slots_in_segment(const Task& task) const {
    return segments_.slots == 0 ? task.to - task.from : segments_.slots + 1;
  }

  void expand_disk(const Task& task) {
    const std::int64_t count = task.to - task.from;
    if (count <= 1 || !disk_->writes_to_disk(count, task.slots)) {
      return push({TaskKind::kRevolveFresh, task.from, task.to, disk_->memory()});
    }
    push_discard(task.from, Level::kDisk);
    push({TaskKind::kDiskStored, task.from, task.to, task.slots});
    push_store(task.from, Level::kDisk);
  }

  void expand_disk_stored(const Task& task) {
    const std::int64_t advance = disk_->advance(task.to - task.from, task.slots);
    if (advance == 0) return push({TaskKind::kRevolveFresh, task.from, task.to, disk_->memory()});
    const std::int64_t middle = task.from + advance;
    push({TaskKind::kDiskStored, task.from, middle, task.slots});
    push_restore(task.from);
    push({TaskKind::kDisk, middle, task.to, task.slots - 1});
    push_advance(task.from, middle);
  }

  void expand_mixed(const Task& task, bool is_stored) {
    const std::int64_t count = task.to - task.from;
    const std::int64_t advance = mixed_->advance(count, task.slots);
    if (advance > 0) {
      const std::int64_t middle = task.from + advance;
      push({TaskKind::kMixedStored, task.from, middle, task.slots});
      push_restore(task.from);
      push({TaskKind::kMixed, middle, task.to, task.slots - 1});
      push_advance(task.from, middle);
      if (!is_stored) push_store(task.from, Level::kMemory);
      return;
    }
    if (count <= task.slots + 1) {
      push({TaskKind::kRecordAll, task.from, task.to});
    } else {
      push_reverse(task.from, task.from + 1);
      push({TaskKind::kMixed, task.from + 1, task.to, task.slots - 1});
      push_record(task.from, task.from + 1);
    }
    // From here on records are kept, and the unit that held the state is one of theirs.
    if (is_stored) push_discard(task.from, Level::kMemory);
  }

  void expand_online(const Task& task) {
    if (task.from + 1 >= task.to) return expand_online_end(task);
    const std::int64_t dropped = placement_.place(task.from);
    push({TaskKind::kOnline, task.from + 1, task.to, task.slots});
    push_advance(task.from, task.from + 1);
    if (dropped == OnlinePlacement::kNotTaken) return;
    push_store(task.from, Level::kMemory);
    if (dropped != OnlinePlacement::kNothingDropped) push_discard(dropped, Level::kMemory);
  }

  /// The last step is reversed at once, then gap after gap with the snapshots that the gaps before it leave free.
  void expand_online_end(const Task& task) {
    const std::vector<std::int64_t> held = placement_.steps();
    for (std::size_t k = 0; k < held.size(); ++k) {
      const std::int64_t end = k + 1 < held.size() ? held[k + 1] : task.to - 1;
      push_discard(held[k], Level::kMemory);
      push({TaskKind::kRevolve, held[k], end, task.slots - static_cast<std::int64_t>(k)});
      push_restore(held[k]);
    }
    push_turn(task.to - 1);
  }

  bool keeps_start_;
  bool has_records_;
  SegmentPlan segments_;
  std::shared_ptr<const HRevolve> disk_;
  std::shared_ptr<const MixedTable> mixed_;
  OnlinePlacement placement_{1};
  std::vector<Task> tasks_;
};

}  // namespace backsweep::detail
