// Runs a loop forwards and backwards under a schedule: what an emitted derivative calls for a checkpointed loop.
//
// Takes: the state of the loop, and how to run one step, to record one, and to reverse one.
// Gives: the adjoint of the loop, with snapshots in the calling thread's workspace and on disk.
// Promises: reverse steps come in the same order with the same state under every schedule, so that derivatives agree to
// the bit; the state from before the loop afterwards; nothing left behind when a step throws.
//
// HOW EMITTED CODE CALLS IT (compiled as tests/runtime/emitted_test.cpp)
//
// It includes <backsweep/checkpoint.hpp>, which brings everything named here, and has as its last parameter
// `const backsweep::Schedule& schedule = backsweep::Schedule::store_all()`.
//
// 1. A counted loop with code before and behind it. The trip count is known when the loop is entered; steps are
//    numbered 0, 1, ... in the order of execution, and the loop's own variable is computed from that number:
//
//        double misfit_gradient(..., double* u_bar, const backsweep::Schedule& schedule) {
//          backsweep::Workspace& workspace = backsweep::Workspace::local();
//          const backsweep::Frame frame(workspace);                                // both frames, always
//          const backsweep::Frame blocks_frame(backsweep::Workspace::local_blocks());
//          ...                                                                     // forward sweep up to the loop
//          backsweep::CheckpointedLoop loop(
//              schedule, backsweep::state(backsweep::span(u, n), backsweep::value(t)),
//              [&](std::int64_t step) { ... },                                     // advance: the primal step
//              [&](std::int64_t step) { ... workspace.push(u[0]); ... });          // record: the same, and keeps
//          loop.forward(steps);                                                    // the state is now the final one
//          ...                                                                     // rest of the forward sweep
//          ...                                                                     // reverse of that rest
//          loop.backward([&](std::int64_t step) { ... workspace.pop<double>() ... });  // one reverse step
//          ...                                                                     // the state is the initial one
//        }
//
// 2. Without `record`, where a step is taped and reversed in one scope and what it keeps are locals of that scope (a
//    step that holds another checkpointed loop is always written so):
//
//          backsweep::CheckpointedLoop loop(schedule, state, advance);
//          loop.forward(steps);
//          ...
//          loop.backward([&](std::int64_t step) { /* taped forward part of the step */ /* its reverse */ });
//
//    Records cannot be kept then: store_all keeps states, mixed is revolve, and reaching the final state makes the last
//    step, and under tight limits a few more, run once more.
//
// 3. A loop whose end shows while it runs; `break` and `return` are flags that the condition reads:
//
//          loop.forward_while([&] { return !is_done && t < end; });                // returns the number of steps
//
//    The condition is called once before each step and has no side effect. Statements that belong to it run once before
//    the loop and again at the end of every step. What it reads and the step writes is state.
//
// 4. A loop that is all there is, in one call; a function that was run forward earlier and is reversed as a whole (a
//    call in joint reversal) does this in its reverse:
//
//          backsweep::checkpointed_loop(schedule, steps, state, advance, step_adjoint);
//          backsweep::checkpointed_loop(schedule, steps, state, advance, record, reverse);
//          backsweep::checkpointed_while(schedule, condition, state, advance, step_adjoint);
//          backsweep::checkpointed_while(schedule, condition, state, advance, record, reverse);
//
// WHAT THE CALLABLES OWE
//
//  * State: every place that the loop writes and that (a) an iteration may read before it has written it, or (b) code
//    before the loop needs in its reverse. Counters, flags, random engines and pointers that the loop moves belong to
//    it, and so do the pointers to adjoints that move with them. Adjoints do not. See state.hpp for the kinds.
//  * `advance(i)` does what the primal step does. Steps run several times: they are functions of the state and of what
//    the loop does not write. Output (printing) belongs under `if (!backsweep::is_running_again())`.
//  * `record(i)` does the same to the bit, and leaves on top of the workspace what the reverse of the step reads. Under
//    a budget step 0 is recorded once on trial, if the loop has steps at all, and the state put back.
//  * `reverse(i)` finds the state as it is after step i, in so far as step i + 1 or its reverse left it so: after
//    `record(i)` itself, or after `reverse(i + 1)`. It therefore leaves the places that reverse steps read from the
//    state as they were before step i (it takes overwritten values from its record, as in any reverse sweep).
//    Where it reads more of what the loop writes than the state holds, the loop is given `schedule.without_mixing()`.
//  * `step_adjoint(i)` finds the state from before step i and may leave anything in it.
//  * After `forward`, places that the loop writes hold what the primal leaves there, in the state or not. When
//    `backward` begins the state must be so again for `record` and `reverse`; without `record` it does not matter.
//  * After `backward` the state is that from before the loop. `loop.forget_start()`, before `forward`, says that nobody
//    needs that: one snapshot less under some schedules. `loop.forget_end()` says the same of the final state between
//    the sweeps: without `record` the last step is then not run twice, nor its output seen. `loop.run_again()` says the
//    same, and that the loop's output has been seen: it ran before as a plain loop and is now reversed.
//
// WHAT THE WORKSPACE OWES
//
//  * Snapshots and records share the calling thread's `Workspace::local()`, last in, first out. `reverse(i)` pops or
//    releases exactly what `record(i)` pushed or allocated. With BACKSWEEP_CHECK_WORKSPACE that is checked.
//  * Records may lie in `Workspace::local_blocks()` too: `record` pushes the block's address, `reverse` pops it and
//    releases the first block that the step allocated.
//  * What is pushed on or allocated in `Workspace::local()` between `forward` and `backward` is popped or released
//  before
//    `backward`. The same holds of `local_blocks()` where records lie there; else blocks may stay until the function's
//    frame ends. Results that are put back in the end go to a block that is allocated before `forward`.
//  * When a step throws, the frames of point 1 give back what was taken, and files are removed.
//
// SEVERAL LOOPS
//
//  * Loops behind each other in one function are each an object; the last is the first to go `backward`.
//  * Loops nest by form 2: the outer step, taped and reversed in one piece, holds the inner loop's object. A function
//    that has a loop and is reversed in two parts (split) cannot hold the object: its forward part runs the plain loop
//    and keeps the state from before it, its reverse part puts that back and uses form 4.
//  * Each is given the function's schedule, or, of k loops that hold snapshots at the same time (in sequence, nested,
//    or in functions that are called with a schedule), `schedule.share(k)`: a budget is divided by k, every other
//    schedule is returned as it is.
//  * Progress and statistics need nothing: `Schedule::with_progress` and `with_statistics` reach the loop through the
//    schedule, and only the outermost of nested loops reports. `last_run()` has the counts of the last loop to finish.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#ifdef BACKSWEEP_CHECK_WORKSPACE
#include <vector>
#endif

#include "backsweep/measure.hpp"
#include "backsweep/schedule.hpp"
#include "backsweep/snapshots.hpp"
#include "backsweep/state.hpp"
#include "backsweep/statistics.hpp"
#include "backsweep/workspace.hpp"

namespace backsweep {

/// Whether a step that the calling thread runs in a checkpointed loop runs another time as well: false in the forward
/// sweep, and outside of loops.
inline bool is_running_again() noexcept { return detail::nesting().in_reverse > 0; }

namespace detail {
inline namespace BACKSWEEP_DETAIL_VARIANT {

/// Stands in for `record` where a step is taped and reversed in one piece.
struct NoRecord {
  void operator()(std::int64_t) const noexcept {}
};

/// Notes what the workspace held before each record, and ends the program where the reverse of a step does not come
/// back to that: it has left something, or taken something that is not its own. Checks only with
/// BACKSWEEP_CHECK_WORKSPACE.
class BalanceCheck {
 public:
#ifdef BACKSWEEP_CHECK_WORKSPACE
  void before_record() { held_.push_back(Workspace::local().bytes_in_use()); }
  void after_reverse() {
    if (Workspace::local().bytes_in_use() != held_.back()) {
      workspace_failure("a reverse step does not give back what the record of the step took", nullptr, nullptr);
    }
    held_.pop_back();
  }

 private:
  std::vector<std::size_t> held_;
#else
  void before_record() const noexcept {}
  void after_reverse() const noexcept {}
#endif
};

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace detail

inline namespace BACKSWEEP_DETAIL_VARIANT {

/// One run of a checkpointed loop. See the top of this file.
template <class LoopState, class Advance, class Record = detail::NoRecord>
class CheckpointedLoop {
 public:
  /// Prepares a run in which steps are taped and reversed in one piece.
  CheckpointedLoop(const Schedule& schedule, LoopState state, Advance advance)
      : CheckpointedLoop(schedule, std::move(state), std::move(advance), Record{}) {}

  /// Prepares a run in which steps can be recorded and reversed apart.
  CheckpointedLoop(const Schedule& schedule, LoopState state, Advance advance, Record record)
      : schedule_(schedule),
        advance_(std::move(advance)),
        record_(std::move(record)),
        base_(detail::bytes_held()),
        snapshots_(std::move(state), statistics_),
        machine_(form_) {}

  /// Says, before `forward`, that the state from before the loop is not needed after `backward`.
  void forget_start() noexcept { form_.keeps_start = false; }
  /// Says, before `forward`, that the final state is not needed between the sweeps.
  void forget_end() noexcept { form_.reaches_end = false; }
  /// Says, before `forward`, that the same loop ran before and runs again in order to be reversed: the final state is
  /// known, and `is_running_again()` holds in both sweeps.
  void run_again() noexcept {
    forget_end();
    is_repetition_ = true;
  }

  /// Runs `steps` steps, keeping what the schedule says. A negative number is none.
  void forward(std::int64_t steps) {
    const detail::SweepScope sweep(/*is_reverse=*/is_repetition_);
    const detail::PeakScope peak(base_, statistics_.peak_memory_bytes);
    const detail::Stopwatch watch(statistics_.forward_seconds, true);
    statistics_.steps = std::max<std::int64_t>(0, steps);
    start(/*knows_steps=*/true);
    machine_ = choose(statistics_.steps).actions(statistics_.steps, form_);
    while (machine_.next(pending_)) {
      if (pending_.kind == ActionKind::kTurn || pending_.kind == ActionKind::kReverse) {
        // Behind the last step there is nothing to turn: the state is the final one.
        has_pending_ = pending_.from < statistics_.steps;
        if (has_pending_ && kHasRecords) record_range(pending_.from, pending_.to);
        break;
      }
      perform(pending_);
      report_forward();
    }
    keep_for_no_step();
    held_between_ = detail::bytes_held();
  }

  /// Runs steps as long as condition() holds, which is evaluated once before each, and returns how many there were.
  template <class Condition>
  std::int64_t forward_while(Condition&& condition) {
    const detail::SweepScope sweep_scope(/*is_reverse=*/is_repetition_);
    const detail::PeakScope peak(base_, statistics_.peak_memory_bytes);
    const detail::Stopwatch watch(statistics_.forward_seconds, true);
    start(/*knows_steps=*/false);
    std::int64_t step = 0;
    if (condition()) {
      detail::OpenSweep sweep = choose(kUnknownSteps).open_sweep(form_);
      const auto before = [this](const Action& action) { perform(action); };
      do {
        sweep.before(step, before);
        perform({sweep.records_steps() ? ActionKind::kRecord : ActionKind::kAdvance, Level::kMemory, step, step + 1});
        ++step;
        report_forward();
      } while (condition());
      machine_ = sweep.reversal(step);
    }
    statistics_.steps = step;
    keep_for_no_step();
    held_between_ = detail::bytes_held();
    return step;
  }

  /// Reverses all steps, last first: reverse(i) reverses one step, without `record` with its taped forward part.
  /// Afterwards `last_run()` tells what happened.
  template <class Reverse>
  void backward(Reverse&& reverse) {
    {
      // What others have taken since is not the loop's.
      base_ += detail::bytes_held() - std::min(held_between_, detail::bytes_held());
      const detail::SweepScope sweep(/*is_reverse=*/true);
      const detail::PeakScope peak(base_, statistics_.peak_memory_bytes);
      const detail::Stopwatch watch(statistics_.reverse_seconds, true);
      if (statistics_.steps == 0) snapshots_.bring_back();
      if (has_pending_) {
        has_pending_ = false;
        // Its record was taken in the forward sweep.
        if (kHasRecords && pending_.kind == ActionKind::kTurn) pending_.kind = ActionKind::kReverse;
        perform(pending_, reverse);
        report_reverse();
      }
      for (Action action{}; machine_.next(action);) {
        perform(action, reverse);
        report_reverse();
      }
      snapshots_.finish();
    }
    finish();
  }

 private:
  static constexpr bool kHasRecords = !std::is_same_v<Record, detail::NoRecord>;

  void start(bool knows_steps) {
    form_.knows_steps = knows_steps;
    statistics_.form = form_;
    statistics_.state_bytes = snapshots_.state_bytes();
    is_outermost_ = detail::nesting().loops == 1;
  }

  /// The reverse of the first step brings the state in front of the loop back. Where there is none, what follows may have
  /// overwritten it all the same.
  void keep_for_no_step() {
    if (statistics_.steps == 0) snapshots_.keep_aside();
  }

  void finish() {
    statistics_.peak_disk_bytes = snapshots_.peak_disk_bytes();
    last_run() = statistics_;
    if (is_outermost_ && schedule_.on_finish()) schedule_.on_finish()(statistics_);
  }

  /// The schedule to follow: for a budget, one step is measured first. Where only its reverse can tell what a step
  /// keeps, everything but the start is given up until then.
  Schedule choose(std::int64_t steps) {
    Schedule chosen = schedule_;
    if (schedule_.strategy() == Strategy::kBudget && steps != 0) {
      const std::size_t state_bytes = snapshots_.state_bytes();
      const std::size_t record_bytes = kHasRecords ? measure_record() : schedule_.remembered_record(state_bytes);
      learns_record_ = record_bytes == kUnknownBytes;
      chosen = schedule_.resolved(steps, state_bytes, learns_record_ ? 0 : record_bytes, form_);
      if (learns_record_) chosen = Schedule::recompute();
    }
    if (chosen.uses_disk()) snapshots_.use_disk(chosen.directory());
    return chosen;
  }

  /// The bytes that the record of step 0 takes. The state is as before afterwards.
  std::size_t measure_record() {
    // The step is run in earnest later on.
    const detail::SweepScope trial(/*is_reverse=*/true);
    const Frame frame(Workspace::local());
    const Frame blocks_frame(Workspace::local_blocks());
    snapshots_.keep_aside();
    const std::size_t before = detail::bytes_held();
    record_(std::int64_t{0});
    const std::size_t bytes = detail::bytes_held() - before;
    snapshots_.bring_back();
    return bytes;
  }

  /// What a step keeps is known now: the rest is reversed with as many snapshots as fit beside it.
  void use_learned_record(bool holds_loops) {
    learns_record_ = false;
    // Loops inside the step take from the other shares of the budget.
    const std::size_t share = schedule_.share_of_budget();
    const std::size_t others = holds_loops ? schedule_.budget() - share : 0;
    const std::size_t record_bytes = statistics_.record_bytes - std::min(others, statistics_.record_bytes);
    schedule_.remember_record(snapshots_.state_bytes(), record_bytes);
    machine_.widen(detail::snapshots_beside(record_bytes, snapshots_.state_bytes(), share));
  }

  /// Actions of the forward sweep.
  void perform(const Action& action) {
    switch (action.kind) {
      case ActionKind::kAdvance:
        return advance_range(action.from, action.to);
      case ActionKind::kRecord:
        return record_range(action.from, action.to);
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
      case ActionKind::kReverse:
      case ActionKind::kTurn:
        return;
    }
  }

  /// Any action.
  template <class Reverse>
  void perform(const Action& action, Reverse& reverse) {
    if (action.kind == ActionKind::kReverse) return reverse_range(action.from, action.to, reverse);
    if (action.kind != ActionKind::kTurn) return perform(action);
    if (!kHasRecords) return turn(action.from, reverse);
    record_range(action.from, action.to);
    reverse_range(action.from, action.to, reverse);
  }

  void advance_range(std::int64_t from, std::int64_t to) {
    const detail::Stopwatch watch(statistics_.advance_seconds, schedule_.is_timed());
    for (std::int64_t step = from; step < to; ++step) advance_(step);
    statistics_.forward_steps += to - from;
  }

  void record_range(std::int64_t from, std::int64_t to) {
    const detail::Stopwatch watch(statistics_.tape_seconds, schedule_.is_timed());
    for (std::int64_t step = from; step < to; ++step) {
      const std::size_t before = detail::bytes_held();
      balance_.before_record();
      record_(step);
      note_record(before, detail::bytes_held());
    }
    statistics_.taped_steps += to - from;
  }

  void note_record(std::size_t before, std::size_t after) {
    if (after > before) statistics_.record_bytes = std::max(statistics_.record_bytes, after - before);
    check_budget(after);
  }

  template <class Reverse>
  void reverse_range(std::int64_t from, std::int64_t to, Reverse& reverse) {
    const detail::Stopwatch watch(statistics_.tape_seconds, schedule_.is_timed());
    for (std::int64_t step = to; step-- > from;) {
      reverse(step);
      balance_.after_reverse();
    }
    reversed_down_to_ = from;
  }

  /// Tapes and reverses one step in one piece.
  template <class Reverse>
  void turn(std::int64_t step, Reverse& reverse) {
    const std::size_t before = detail::bytes_held();
    const std::int64_t runs = detail::nesting().runs;
    {
      const detail::PeakScope peak(before, statistics_.record_bytes);
      balance_.before_record();
      reverse_range(step, step + 1, reverse);
    }
    ++statistics_.taped_steps;
    check_budget(before + statistics_.record_bytes);
    if (learns_record_) use_learned_record(detail::nesting().runs > runs);
  }

  /// Steps may keep more than the one that was measured.
  void check_budget(std::size_t held) const {
    if (schedule_.strategy() != Strategy::kBudget || held <= base_ + schedule_.budget()) return;
    throw BudgetError(schedule_.budget(), held - base_, "the snapshots and a step that keeps more than the first one");
  }

  void report_forward() {
    if (!is_outermost_ || !schedule_.progress()) return;
    // No step runs twice in the forward sweep.
    const std::int64_t done = statistics_.forward_steps + statistics_.taped_steps;
    schedule_.progress()({done, form_.knows_steps ? statistics_.steps : kUnknownSteps, Phase::kForward});
  }

  void report_reverse() {
    if (!is_outermost_ || !schedule_.progress()) return;
    schedule_.progress()({statistics_.steps - reversed_down_to_, statistics_.steps, Phase::kReverse});
  }

  const Schedule schedule_;
  Advance advance_;
  Record record_;
  LoopForm form_{/*keeps_start=*/true, kHasRecords, /*reaches_end=*/true, /*knows_steps=*/true,
                 schedule_.mixes()};
  std::size_t base_;
  std::size_t held_between_ = 0;
  Statistics statistics_;
  detail::Snapshots<LoopState> snapshots_;
  detail::Machine machine_;
  Action pending_{};
  detail::BalanceCheck balance_;
  bool has_pending_ = false;
  bool is_outermost_ = true;
  bool learns_record_ = false;
  bool is_repetition_ = false;
  std::int64_t reversed_down_to_ = 0;
};

/// Reverses a loop of `steps` steps in one call. advance(i) runs step i; step_adjoint(i) runs it with tape and
/// reverses it. Adjoints must be seeded before. The state is as before the loop afterwards.
template <class LoopState, class Advance, class StepAdjoint>
void checkpointed_loop(const Schedule& schedule, std::int64_t steps, LoopState loop_state, Advance advance,
                       StepAdjoint step_adjoint) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance));
  loop.forget_end();
  loop.forward(steps);
  loop.backward(step_adjoint);
}

/// The same with the taped step in two parts, so that records of several steps can be kept.
template <class LoopState, class Advance, class Record, class Reverse>
void checkpointed_loop(const Schedule& schedule, std::int64_t steps, LoopState loop_state, Advance advance,
                       Record record, Reverse reverse) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), std::move(record));
  loop.forward(steps);
  loop.backward(reverse);
}

/// Reverses `while (condition()) advance(i)` in one call and returns the number of steps.
template <class Condition, class LoopState, class Advance, class StepAdjoint>
std::int64_t checkpointed_while(const Schedule& schedule, Condition condition, LoopState loop_state, Advance advance,
                                StepAdjoint step_adjoint) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance));
  const std::int64_t steps = loop.forward_while(condition);
  loop.backward(step_adjoint);
  return steps;
}

/// The same with the taped step in two parts.
template <class Condition, class LoopState, class Advance, class Record, class Reverse>
std::int64_t checkpointed_while(const Schedule& schedule, Condition condition, LoopState loop_state, Advance advance,
                                Record record, Reverse reverse) {
  const Frame frame(Workspace::local());
  const Frame blocks_frame(Workspace::local_blocks());
  CheckpointedLoop loop(schedule, std::move(loop_state), std::move(advance), std::move(record));
  const std::int64_t steps = loop.forward_while(condition);
  loop.backward(reverse);
  return steps;
}

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep
