// Runs a loop forwards and backwards under a schedule: what an emitted derivative calls for a checkpointed loop.
//
// Takes: the state of the loop, and how to run one step, to record one, and to reverse one.
// Gives: the adjoint of the loop, with snapshots in the calling thread's workspace and on disk.
// Promises: the same calls of `reverse` in the same order with the same state under every schedule, so that derivatives
// agree to the bit; the state from before the loop afterwards; nothing left behind when a step throws.
//
// In one piece, for a function that is nothing but the loop. `step_adjoint` runs one step with tape and reverses it:
//
//     backsweep::checkpointed_loop(schedule, steps, backsweep::span(u, n),
//                                  [&](std::int64_t) { advance(u, n, dt); },
//                                  [&](std::int64_t) { advance_adjoint(u, n, dt, u_bar); });
//
// In two, for a loop with code behind it. `record` runs a step and leaves what its reverse needs on the workspace;
// `reverse` takes it off:
//
//     backsweep::CheckpointedLoop loop(schedule, backsweep::span(u, n), advance, record, reverse);
//     loop.forward(steps);      // u is the final state
//     ...                       // the rest of the function and its reverse
//     loop.backward();          // u is the initial state again
//
// What a reverse step may rely on is the same throughout: when reverse(i) is called, the state is that after step i, or
// what the reverse of step i + 1 has restored of it. Steps are numbered from 0 in the order of execution.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "backsweep/disk.hpp"
#include "backsweep/schedule.hpp"
#include "backsweep/snapshots.hpp"
#include "backsweep/state.hpp"
#include "backsweep/statistics.hpp"
#include "backsweep/workspace.hpp"

namespace backsweep {
namespace detail {
inline namespace BACKSWEEP_DETAIL_VARIANT {

/// Stands in for `record` where a step is taped and reversed in one piece.
struct NoRecord {
  void operator()(std::int64_t) const noexcept {}
};

/// Seconds that pass during its life, added to a number. Looks at no clock unless told to.
class Stopwatch {
 public:
  Stopwatch(double& total, bool is_on) : total_(is_on ? &total : nullptr) {
    if (is_on) start_ = Clock::now();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() {
    if (total_ != nullptr) *total_ += std::chrono::duration<double>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  double* total_;
  Clock::time_point start_;
};

/// What the calling thread's two workspaces hold now: values that are pushed, and blocks that are filled by index.
inline std::size_t bytes_held(const Workspace& workspace) noexcept {
  return workspace.bytes_in_use() + Workspace::local_blocks().bytes_in_use();
}

/// Measures the peak of both workspaces during its life by itself, and afterwards hands it to whoever measures around
/// it. The two peaks are added: they lie where the last step is taped.
class PeakScope {
 public:
  PeakScope(Workspace& workspace, std::size_t base, std::size_t& peak)
      : workspace_(workspace),
        base_(base),
        peak_(peak),
        outer_(workspace.peak_bytes()),
        outer_blocks_(Workspace::local_blocks().peak_bytes()) {
    workspace_.reset_peak();
    Workspace::local_blocks().reset_peak();
  }
  PeakScope(const PeakScope&) = delete;
  PeakScope& operator=(const PeakScope&) = delete;
  ~PeakScope() {
    peak_ = std::max(peak_, so_far());
    workspace_.raise_peak(outer_);
    Workspace::local_blocks().raise_peak(outer_blocks_);
  }
  std::size_t so_far() const noexcept {
    const std::size_t peak = workspace_.peak_bytes() + Workspace::local_blocks().peak_bytes();
    return peak - std::min(base_, peak);
  }

 private:
  Workspace& workspace_;
  std::size_t base_;
  std::size_t& peak_;
  std::size_t outer_;
  std::size_t outer_blocks_;
};

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace detail

inline namespace BACKSWEEP_DETAIL_VARIANT {

/// One run of a checkpointed loop. See the top of this file.
///
/// The state is a region or a `backsweep::State`. Snapshots are in the calling thread's workspace, records in it or in
/// its blocks, so what is pushed or allocated between `forward` and `backward` must be given back before `backward`.
template <class LoopState, class Advance, class Record, class Reverse>
class CheckpointedLoop {
 public:
  /// Prepares a run. `keeps_start` says whether `backward` brings back the state from before the loop.
  CheckpointedLoop(const Schedule& schedule, LoopState state, Advance advance, Record record, Reverse reverse,
                   bool keeps_start = true, Workspace& workspace = Workspace::local())
      : schedule_(schedule),
        advance_(std::move(advance)),
        record_(std::move(record)),
        reverse_(std::move(reverse)),
        keeps_start_(keeps_start),
        workspace_(workspace),
        base_(detail::bytes_held(workspace)),
        snapshots_(std::move(state), workspace, statistics_),
        machine_(keeps_start, kHasRecords) {}

  /// Runs `steps` steps, keeping what the schedule says. A negative number is none. The state is then the final one;
  /// where there is no `record`, the one before the last step.
  void forward(std::int64_t steps) {
    const detail::PeakScope peak(workspace_, base_, statistics_.peak_memory_bytes);
    const detail::Stopwatch watch(statistics_.forward_seconds, true);
    statistics_.steps = std::max<std::int64_t>(0, steps);
    const Schedule chosen = choose(statistics_.steps);
    snapshots_.set_directory(chosen.directory());
    machine_ = chosen.actions(statistics_.steps, keeps_start_, kHasRecords);
    while (machine_.next(pending_)) {
      if (pending_.kind == ActionKind::kTurn && kHasRecords) record_range(pending_.from, pending_.to);
      if (pending_.kind == ActionKind::kTurn || pending_.kind == ActionKind::kReverse) {
        has_pending_ = true;
        break;
      }
      perform(pending_);
      report(Phase::kForward, peak);
    }
    check_budget(peak);
  }

  /// Runs steps as long as condition() holds, which is evaluated once before each, and returns how many there were.
  template <class Condition>
  std::int64_t forward_while(Condition&& condition) {
    const detail::PeakScope peak(workspace_, base_, statistics_.peak_memory_bytes);
    const detail::Stopwatch watch(statistics_.forward_seconds, true);
    std::int64_t step = 0;
    if (condition()) {
      const Schedule chosen = choose(-1);
      snapshots_.set_directory(chosen.directory());
      detail::OpenSweep sweep = chosen.open_sweep(kHasRecords);
      if (keeps_start_) snapshots_.store(0, Level::kMemory);
      do {
        sweep.before(step, [this](const Action& action) {
          const bool is_start = keeps_start_ && action.from == 0;
          if (!is_start) perform(action);
        });
        perform({sweep.records_steps() ? ActionKind::kRecord : ActionKind::kAdvance, Level::kMemory, step, step + 1});
        ++step;
        report(Phase::kForward, peak);
      } while (condition());
      prepare_reverse(sweep, step);
    }
    statistics_.steps = step;
    return step;
  }

  /// Reverses all steps, last first. Afterwards `last_run()` tells what happened.
  void backward() {
    {
      const detail::PeakScope peak(workspace_, base_, statistics_.peak_memory_bytes);
      const detail::Stopwatch watch(statistics_.reverse_seconds, true);
      if (has_pending_) {
        has_pending_ = false;
        const bool is_recorded = kHasRecords && pending_.kind == ActionKind::kTurn;
        if (is_recorded) {
          reverse_range(pending_.from, pending_.to);
        } else {
          perform(pending_);
        }
        report(Phase::kReverse, peak);
      }
      for (Action action{}; machine_.next(action);) {
        perform(action);
        report(Phase::kReverse, peak);
      }
    }
    statistics_.peak_disk_bytes = snapshots_.peak_disk_bytes();
    last_run() = statistics_;
  }

 private:
  static constexpr bool kHasRecords = !std::is_same_v<Record, detail::NoRecord>;

  /// The schedule to follow: for a budget, one step is measured first.
  Schedule choose(std::int64_t steps) {
    if (schedule_.strategy() != Strategy::kBudget || steps == 0) return schedule_;
    return schedule_.resolved(steps, snapshots_.state_bytes(), measure_record(), keeps_start_, kHasRecords);
  }

  /// The bytes that the record of step 0 takes. The state is as before afterwards.
  std::size_t measure_record() {
    if (!kHasRecords) return 0;
    const Frame frame(workspace_);
    const Frame blocks_frame(Workspace::local_blocks());
    snapshots_.keep_aside();
    const std::size_t before = detail::bytes_held(workspace_);
    record_(std::int64_t{0});
    const std::size_t bytes = detail::bytes_held(workspace_) - before;
    snapshots_.bring_back();
    return bytes;
  }

  void prepare_reverse(const detail::OpenSweep& sweep, std::int64_t steps) {
    machine_ = detail::Machine(keeps_start_, kHasRecords);
    if (keeps_start_) {
      machine_.push_start(ActionKind::kDiscard);
      machine_.push_restore(0);
    }
    sweep.finish(steps, machine_);
  }

  void perform(const Action& action) {
    switch (action.kind) {
      case ActionKind::kAdvance:
        return advance_range(action.from, action.to);
      case ActionKind::kRecord:
        return record_range(action.from, action.to);
      case ActionKind::kReverse:
        return reverse_range(action.from, action.to);
      case ActionKind::kTurn:
        if (kHasRecords)
          record_range(action.from, action.to);
        else
          ++statistics_.taped_steps;
        return reverse_range(action.from, action.to);
      case ActionKind::kStore: {
        const detail::Stopwatch watch(statistics_.store_seconds, schedule_.is_timed());
        return snapshots_.store(action.from, action.level);
      }
      case ActionKind::kRestore: {
        const detail::Stopwatch watch(statistics_.restore_seconds, schedule_.is_timed());
        return snapshots_.restore(action.from);
      }
      case ActionKind::kDiscard:
        return snapshots_.discard(action.from, action.level);
    }
  }

  void advance_range(std::int64_t from, std::int64_t to) {
    const detail::Stopwatch watch(statistics_.advance_seconds, schedule_.is_timed());
    for (std::int64_t step = from; step < to; ++step) advance_(step);
    statistics_.forward_steps += to - from;
  }

  void record_range(std::int64_t from, std::int64_t to) {
    const detail::Stopwatch watch(statistics_.tape_seconds, schedule_.is_timed());
    for (std::int64_t step = from; step < to; ++step) {
      const std::size_t before = detail::bytes_held(workspace_);
      record_(step);
      const std::size_t after = detail::bytes_held(workspace_);
      if (after > before) statistics_.record_bytes = std::max(statistics_.record_bytes, after - before);
    }
    statistics_.taped_steps += to - from;
  }

  void reverse_range(std::int64_t from, std::int64_t to) {
    const detail::Stopwatch watch(statistics_.tape_seconds, schedule_.is_timed());
    for (std::int64_t step = to; step-- > from;) reverse_(step);
    reversed_down_to_ = from;
  }

  void report(Phase phase, const detail::PeakScope& peak) {
    if (phase == Phase::kReverse) check_budget(peak);
    if (!schedule_.progress()) return;
    if (phase == Phase::kForward) {
      // No step runs twice in the forward sweep.
      const std::int64_t done = statistics_.forward_steps + statistics_.taped_steps;
      schedule_.progress()({done, statistics_.steps > 0 ? statistics_.steps : -1, phase});
    } else {
      schedule_.progress()({statistics_.steps - reversed_down_to_, statistics_.steps, phase});
    }
  }

  /// Steps later in the loop may store more than the one that was measured.
  void check_budget(const detail::PeakScope& peak) const {
    if (schedule_.strategy() != Strategy::kBudget || peak.so_far() <= schedule_.budget()) return;
    throw BudgetError(schedule_.budget(), peak.so_far(), "the steps keep more than the first one, and");
  }

  const Schedule schedule_;
  Advance advance_;
  Record record_;
  Reverse reverse_;
  bool keeps_start_;
  Workspace& workspace_;
  std::size_t base_;
  Statistics statistics_;
  detail::Snapshots<LoopState> snapshots_;
  detail::Machine machine_;
  Action pending_{};
  bool has_pending_ = false;
  std::int64_t reversed_down_to_ = 0;
};

/// Reverses a loop of `steps` steps in one piece. advance(i) runs step i; step_adjoint(i) runs it with tape and
/// reverses it. Adjoints must be seeded before. The state is as before the loop afterwards.
template <class LoopState, class Advance, class StepAdjoint>
void checkpointed_loop(const Schedule& schedule, std::int64_t steps, LoopState loop_state, Advance advance,
                       StepAdjoint step_adjoint) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), detail::NoRecord{},
                        std::move(step_adjoint));
  loop.forward(steps);
  loop.backward();
}

/// The same with the taped step in two parts, so that records of several steps can be kept.
template <class LoopState, class Advance, class Record, class Reverse>
void checkpointed_loop(const Schedule& schedule, std::int64_t steps, LoopState loop_state, Advance advance,
                       Record record, Reverse reverse) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), std::move(record), std::move(reverse));
  loop.forward(steps);
  loop.backward();
}

/// Reverses `while (condition()) advance(i)` in one piece and returns the number of steps.
template <class Condition, class LoopState, class Advance, class StepAdjoint>
std::int64_t checkpointed_while(const Schedule& schedule, Condition condition, LoopState loop_state, Advance advance,
                                StepAdjoint step_adjoint) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), detail::NoRecord{},
                        std::move(step_adjoint));
  const std::int64_t steps = loop.forward_while(condition);
  loop.backward();
  return steps;
}

/// The same with the taped step in two parts.
template <class Condition, class LoopState, class Advance, class Record, class Reverse>
std::int64_t checkpointed_while(const Schedule& schedule, Condition condition, LoopState loop_state, Advance advance,
                                Record record, Reverse reverse) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), std::move(record), std::move(reverse));
  const std::int64_t steps = loop.forward_while(condition);
  loop.backward();
  return steps;
}

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep
