// The front door of checkpointing: which snapshots a loop keeps on its way and which steps it runs again.
//
// Takes: a strategy by name, and how much it may keep.
// Gives: a value to hand to an emitted derivative, or to `simulate` in order to see what it would cost.
// Promises: every schedule gives the same derivative to the bit; they differ in time and memory alone.
//
//     const auto schedule = backsweep::Schedule::revolve(30);
//     simulate_gradient(u, n, steps, dt, u_bar, schedule);
//     const backsweep::Prediction cost = schedule.simulate(steps, {state_bytes, record_bytes});
//
// With n steps, states of S bytes and records (all that the reverse of one step needs) of T bytes:
//
//     strategy                memory                         steps run again
//     store_all               n T                            0
//     store_states            n S + T                        n - 1
//     recompute               S + T                          n (n - 1) / 2
//     periodic(p)             (n / p) S + p T                n - p
//     two_level(p, s)         (n / p + s) S + T              n + (n / p) extra(p, s + 1)
//     revolve(s)              s S + T                        extra(n, s) = t n - C(s + t, t - 1), C(s + t, s) >= n
//     multistage(s, d, dir)   s S + T, d S on disk           least sum of steps, writes and reads (H-Revolve)
//     mixed(s)                s max(S, T) + T                least possible where a unit may hold a state or a record
//     online(s)               s S + T                        about 1.1 extra(n, s), n need not be known
//     for_budget(bytes)       <= bytes                       the least of the above in memory
//
// Where a derivative asks for it, the state from before the loop is kept until the end: where the strategy does not do
// so anyway, S more. Loops whose number of steps shows only at the end place their snapshots online under revolve,
// mixed, multistage and for_budget. Where steps are taped and reversed in one piece (form 2 in checkpoint.hpp), what is
// said of records holds of states: store_all is store_states, mixed is revolve.
//
// mixed and multistage look their moves up in tables of n s and n d entries. Above four million entries mixed is
// revolve; multistage uses the disk less often than it might, or in equal periods.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/actions.hpp"
#include "backsweep/machine.hpp"
#include "backsweep/open_sweep.hpp"
#include "backsweep/progress.hpp"
#include "backsweep/statistics.hpp"

namespace backsweep {

/// What a loop and its snapshots cost: the input of a prediction. Times in any one unit, seconds by default.
struct Costs {
  std::size_t state_bytes = 0;   ///< S, one snapshot.
  std::size_t record_bytes = 0;  ///< T, what one taped step keeps for its reverse.
  double step = 1;               ///< One step without tape.
  double taped_step = 1;         ///< One step with tape, forward part.
  double reverse_step = 2;       ///< The reverse of one step.
  double memory_store = 0;       ///< One snapshot to memory, and back.
  double memory_restore = 0;
  double disk_store = 1;  ///< One snapshot to disk, and back.
  double disk_restore = 1;
};

/// What a schedule would do.
struct Prediction {
  std::int64_t steps = 0;
  std::int64_t forward_steps = 0;  ///< Run without tape.
  std::int64_t taped_steps = 0;
  std::int64_t snapshots_stored_memory = 0;
  std::int64_t snapshots_stored_disk = 0;
  std::int64_t snapshots_restored_memory = 0;
  std::int64_t snapshots_restored_disk = 0;
  std::size_t peak_memory_bytes = 0;
  std::size_t peak_disk_bytes = 0;
  double seconds = 0;
  double time_ratio = 0;  ///< seconds over those of the loop alone.
};

/// The budget is smaller than anything that could serve.
class BudgetError : public std::runtime_error {
 public:
  BudgetError(std::size_t budget, std::size_t smallest, const std::string& why)
      : std::runtime_error("backsweep: a budget of " + std::to_string(budget) + " bytes is too small: " + why +
                           " take " + std::to_string(smallest) + " bytes"),
        smallest_(smallest) {}
  /// The smallest budget that serves.
  std::size_t smallest_bytes() const noexcept { return smallest_; }

 private:
  std::size_t smallest_;
};

enum class Strategy : std::uint8_t {
  kStoreAll,
  kStoreStates,
  kRecompute,
  kPeriodic,
  kTwoLevel,
  kRevolve,
  kMultistage,
  kMixed,
  kOnline,
  kBudget,
};

namespace detail {

/// What one snapshot takes in a workspace: its bytes, a note of eight, and the gap up to the next cache line.
constexpr std::size_t snapshot_bytes(std::size_t state_bytes) noexcept {
  const std::size_t unit = state_bytes >= 64 ? 64 : 8;
  return (state_bytes + 8 + unit - 1) / unit * unit;
}

/// The most that one snapshot takes where the last allocation ended anywhere.
constexpr std::size_t most_snapshot_bytes(std::size_t state_bytes) noexcept {
  return state_bytes + 8 + (state_bytes >= 64 ? 63 : 7);
}

struct TableCache;

/// The steps that a plan is made for: see Schedule::actions.
constexpr std::int64_t planned_steps(std::int64_t steps, const LoopForm& form) noexcept {
  return form.reaches_end && !form.has_records ? steps + 1 : steps;
}

}  // namespace detail

/// A strategy with its limits. A small value: copy it, keep it, hand it to several calls.
class Schedule {
 public:
  /// Keeps the record of every step. The fastest, and the default of emitted functions.
  static Schedule store_all() { return Schedule(Strategy::kStoreAll); }
  /// Keeps the state before every step and tapes one step at a time.
  static Schedule store_states() { return Schedule(Strategy::kStoreStates); }
  /// Keeps the initial state alone and runs from there for every step.
  static Schedule recompute() { return Schedule(Strategy::kRecompute); }
  /// A snapshot every `period` steps; the steps in between are recorded together. p = sqrt(n S / T) takes least memory.
  static Schedule periodic(std::int64_t period) {
    Schedule schedule(Strategy::kPeriodic);
    schedule.period_ = at_least_one(period, "periodic: the period");
    return schedule;
  }
  /// A snapshot every `period` steps, on disk where a directory is given, and `snapshots` more in memory inside each
  /// period, placed as by revolve.
  static Schedule two_level(std::int64_t period, std::int64_t snapshots, std::string directory = {}) {
    Schedule schedule(Strategy::kTwoLevel);
    schedule.period_ = at_least_one(period, "two_level: the period");
    schedule.snapshots_ = at_least_one(snapshots, "two_level: the number of snapshots");
    schedule.directory_ = std::move(directory);
    return schedule;
  }
  /// At most `snapshots` states, that of the start included, placed so that the fewest steps are run again.
  static Schedule revolve(std::int64_t snapshots) {
    Schedule schedule(Strategy::kRevolve);
    schedule.snapshots_ = at_least_one(snapshots, "revolve: the number of snapshots");
    return schedule;
  }
  /// At most `memory` states in memory and `disk` in a file in `directory`. Time is least for these costs, whose unit
  /// is a forward step: measure how many steps a write and a read take.
  static Schedule multistage(std::int64_t memory, std::int64_t disk, std::string directory, LevelCosts costs = {}) {
    Schedule schedule(Strategy::kMultistage);
    schedule.snapshots_ = at_least_one(memory, "multistage: the number of snapshots in memory");
    if (disk < 0) throw std::invalid_argument("backsweep: multistage: the number of snapshots on disk is negative");
    schedule.disk_snapshots_ = disk;
    schedule.directory_ = std::move(directory);
    schedule.costs_ = costs;
    return schedule;
  }
  /// At most `units` states or records of single steps.
  static Schedule mixed(std::int64_t units) {
    Schedule schedule(Strategy::kMixed);
    schedule.snapshots_ = at_least_one(units, "mixed: the number of units");
    return schedule;
  }
  /// At most `snapshots` states, placed while the loop runs, without knowing its end.
  static Schedule online(std::int64_t snapshots) {
    Schedule schedule(Strategy::kOnline);
    schedule.snapshots_ = at_least_one(snapshots, "online: the number of snapshots");
    return schedule;
  }
  /// At most `bytes` for snapshots and records. One step is measured first; then the strategy that runs the fewest
  /// steps again is taken. Throws BudgetError, which names the smallest budget that serves, where none does.
  static Schedule for_budget(std::size_t bytes) {
    Schedule schedule(Strategy::kBudget);
    schedule.budget_ = bytes;
    return schedule;
  }

  /// The same schedule, which calls back between actions. An empty callback is none.
  Schedule with_progress(ProgressCallback progress) const {
    Schedule result(*this);
    result.progress_ = std::move(progress);
    return result;
  }
  /// The same schedule, which hands the counts of a loop that has been reversed to `receive`. Where loops are nested,
  /// of the outermost alone; a function with several loops behind each other hands over each.
  Schedule with_statistics(std::function<void(const Statistics&)> receive) const {
    Schedule result(*this);
    result.on_finish_ = std::move(receive);
    return result;
  }
  /// The schedule for one of `loops` loops that keep snapshots at the same time: a budget is divided among them.
  Schedule share(std::int64_t loops) const {
    Schedule result(*this);
    result.sharers_ = detail::multiply_steps(sharers_, at_least_one(loops, "share: the number of loops"));
    return result;
  }
  /// The schedule for a loop whose steps read more in their reverse than its snapshots hold, temporaries that are
  /// declared outside, say: no snapshot is restored between the record of a step and its reverse, and mixed is revolve.
  Schedule without_mixing() const {
    Schedule result(*this);
    result.mixes_ = false;
    return result;
  }
  /// The same schedule, which measures the seconds of each phase into `last_run()`.
  Schedule timed() const {
    Schedule result(*this);
    result.is_timed_ = true;
    return result;
  }

  Strategy strategy() const noexcept { return strategy_; }
  std::int64_t snapshots() const noexcept { return snapshots_; }
  std::int64_t disk_snapshots() const noexcept { return disk_snapshots_; }
  std::int64_t period() const noexcept { return period_; }
  /// The bytes of for_budget, and what of them one loop may take.
  std::size_t budget() const noexcept { return budget_; }
  std::size_t share_of_budget() const noexcept { return budget_ / static_cast<std::size_t>(sharers_); }
  const std::string& directory() const noexcept { return directory_; }
  const ProgressCallback& progress() const noexcept { return progress_; }
  const std::function<void(const Statistics&)>& on_finish() const noexcept { return on_finish_; }
  bool is_timed() const noexcept { return is_timed_; }
  bool mixes() const noexcept { return mixes_; }
  /// Whether snapshots go to a file.
  bool uses_disk() const noexcept {
    return strategy_ == Strategy::kMultistage ? disk_snapshots_ > 0
                                              : strategy_ == Strategy::kTwoLevel && !directory_.empty();
  }

  /// The schedule as it is written: `revolve(30)`.
  std::string name() const {
    const std::string s = std::to_string(snapshots_);
    switch (strategy_) {
      case Strategy::kStoreAll:
        return "store_all";
      case Strategy::kStoreStates:
        return "store_states";
      case Strategy::kRecompute:
        return "recompute";
      case Strategy::kPeriodic:
        return "periodic(" + std::to_string(period_) + ")";
      case Strategy::kTwoLevel:
        return "two_level(" + std::to_string(period_) + ", " + s + (directory_.empty() ? ")" : ", disk)");
      case Strategy::kRevolve:
        return "revolve(" + s + ")";
      case Strategy::kMultistage:
        return "multistage(" + s + ", " + std::to_string(disk_snapshots_) + ")";
      case Strategy::kMixed:
        return "mixed(" + s + ")";
      case Strategy::kOnline:
        return "online(" + s + ")";
      case Strategy::kBudget:
        return "for_budget(" + std::to_string(budget_) + ")";
    }
    return {};
  }

  /// What for_budget comes to for `steps` steps of this size; any other schedule is returned as it is.
  /// Throws BudgetError where nothing fits.
  inline Schedule resolved(std::int64_t steps, std::size_t state_bytes, std::size_t record_bytes,
                           const LoopForm& form = {}) const;

  /// What one step of the last loop with a state of this size kept, where only a run could tell; kUnknownBytes before.
  inline std::size_t remembered_record(std::size_t state_bytes) const;
  inline void remember_record(std::size_t state_bytes, std::size_t record_bytes) const;

  /// What a run over `steps` steps would do, found by going through its actions without performing them.
  inline Prediction simulate(std::int64_t steps, const Costs& costs, const LoopForm& form = {}) const;

  /// The actions that reverse `steps` steps. Where steps cannot be recorded and the final state is asked for, the code
  /// behind the loop is one step more, which is turned when all others have run: the first kTurn is then that of
  /// `steps`, and is to be left out.
  detail::Machine actions(std::int64_t steps, const LoopForm& form = {}) const {
    detail::Machine machine(form);
    if (steps <= 0) return machine;
    if (form.keeps_start) {
      machine.push_start(ActionKind::kDiscard);
      machine.push_restore(0);
    }
    push_plan(machine, detail::planned_steps(steps, form), form.has_records && form.mixes);
    if (form.keeps_start) machine.push_start(ActionKind::kStore);
    return machine;
  }

  /// The forward sweep of a loop whose number of steps is not known.
  detail::OpenSweep open_sweep(const LoopForm& form = {}) const {
    const Level level = uses_disk() ? Level::kDisk : Level::kMemory;
    switch (strategy_) {
      case Strategy::kStoreAll:
        if (form.has_records) return detail::OpenSweep(form);
        return detail::OpenSweep(form, detail::SegmentPlan{1, Level::kMemory, 0});
      case Strategy::kStoreStates:
        return detail::OpenSweep(form, detail::SegmentPlan{1, Level::kMemory, 0});
      case Strategy::kPeriodic:
        return detail::OpenSweep(form, detail::SegmentPlan{period_, Level::kMemory, 0});
      case Strategy::kTwoLevel:
        return detail::OpenSweep(form, detail::SegmentPlan{period_, level, snapshots_});
      case Strategy::kRecompute:
        return detail::OpenSweep(form, 1, 0);
      case Strategy::kMultistage:
        return detail::OpenSweep(form, snapshots_, disk_snapshots_);
      case Strategy::kRevolve:
      case Strategy::kMixed:
      case Strategy::kOnline:
        return detail::OpenSweep(form, snapshots_, 0);
      case Strategy::kBudget:
        break;
    }
    throw std::logic_error("backsweep: a budget must be resolved before it is followed");
  }

 private:
  explicit Schedule(Strategy strategy) : strategy_(strategy) {
    const bool has_tables =
        strategy == Strategy::kMultistage || strategy == Strategy::kMixed || strategy == Strategy::kBudget;
    if (has_tables) make_tables();
  }

  static std::int64_t at_least_one(std::int64_t number, const char* what) {
    if (number < 1) throw std::invalid_argument(std::string("backsweep: ") + what + " must be at least 1");
    return number;
  }

  void push_plan(detail::Machine& machine, std::int64_t steps, bool mixes) const {
    using detail::TaskKind;
    switch (strategy_) {
      case Strategy::kStoreAll:
        return machine.push({TaskKind::kRecordAll, 0, steps});
      case Strategy::kStoreStates:
        return machine.push({TaskKind::kStates, 0, steps});
      case Strategy::kRecompute:
        return machine.push({TaskKind::kRevolveFresh, 0, steps, 1});
      case Strategy::kRevolve:
        return machine.push({TaskKind::kRevolveFresh, 0, steps, snapshots_});
      case Strategy::kPeriodic:
        machine.set_segments({period_, Level::kMemory, 0});
        return machine.push({TaskKind::kSegments, 0, steps});
      case Strategy::kTwoLevel:
        machine.set_segments({period_, directory_.empty() ? Level::kMemory : Level::kDisk, snapshots_});
        return machine.push({TaskKind::kSegments, 0, steps});
      case Strategy::kMultistage:
        return push_multistage(machine, steps);
      case Strategy::kMixed: {
        // A state serves as well as a record where there is no table.
        if (!mixes || std::min(snapshots_, steps) > most_rows(steps)) {
          return machine.push({TaskKind::kRevolveFresh, 0, steps, snapshots_});
        }
        const auto table = mixed_table(steps);
        machine.set_mixed(table);
        return machine.push({TaskKind::kMixed, 0, steps, std::min(snapshots_, std::max<std::int64_t>(1, steps - 1))});
      }
      case Strategy::kOnline:
        machine.set_placement(OnlinePlacement(snapshots_));
        return machine.push({TaskKind::kOnline, 0, steps, snapshots_});
      case Strategy::kBudget:
        throw std::logic_error("backsweep: a budget must be resolved before it is followed");
    }
  }

  /// How many rows a table of a dynamic programme may have: twelve bytes an entry.
  static std::int64_t most_rows(std::int64_t steps) noexcept { return 4'000'000 / std::max<std::int64_t>(1, steps); }

  /// The dynamic programme where its table is small enough. Else the one for fewer snapshots on disk, or equal periods
  /// with as many as cost least, whichever is cheaper.
  void push_multistage(detail::Machine& machine, std::int64_t steps) const {
    const auto table = disk_table(steps, std::min(disk_snapshots_, most_rows(steps)));
    if (table->disk() < std::min(disk_snapshots_, steps - 1)) {
      const auto [periods, cost] = cheapest_periods(steps);
      if (cost < table->cost()) {
        machine.set_segments({(steps + periods - 1) / periods, Level::kDisk, snapshots_});
        return machine.push({detail::TaskKind::kSegments, 0, steps});
      }
    }
    machine.set_disk(table);
    machine.push({detail::TaskKind::kDisk, 0, steps, table->disk()});
  }

  /// How many snapshots on disk cost least as the starts of equal periods, and what all costs then.
  std::pair<std::int64_t, double> cheapest_periods(std::int64_t steps) const {
    std::pair<std::int64_t, double> best{1, std::numeric_limits<double>::infinity()};
    for (std::int64_t k = 1; k <= std::min(disk_snapshots_, steps); k += 1 + k / 16) {
      const std::int64_t period = (steps + k - 1) / k;
      const std::int64_t used = (steps + period - 1) / period;
      const std::int64_t last = steps - (used - 1) * period;
      const std::int64_t inside = detail::add_steps(
          detail::multiply_steps(used - 1, extra_steps(period, snapshots_ + 1)), extra_steps(last, snapshots_ + 1));
      const double cost = static_cast<double>(steps) * costs_.reverse +
                          static_cast<double>(detail::add_steps(steps - last, inside)) * costs_.forward +
                          static_cast<double>(used) * (costs_.write + costs_.read);
      if (cost < best.second) best = {k, cost};
    }
    return best;
  }

  inline void make_tables();
  inline std::shared_ptr<const HRevolve> disk_table(std::int64_t steps, std::int64_t rows) const;
  inline std::shared_ptr<const MixedTable> mixed_table(std::int64_t steps) const;

  Strategy strategy_;
  bool is_timed_ = false;
  bool mixes_ = true;
  std::int64_t snapshots_ = 1;
  std::int64_t disk_snapshots_ = 0;
  std::int64_t period_ = 1;
  std::size_t budget_ = 0;
  std::int64_t sharers_ = 1;
  std::string directory_;
  LevelCosts costs_;
  ProgressCallback progress_;
  std::function<void(const Statistics&)> on_finish_;
  std::shared_ptr<detail::TableCache> tables_;
};

namespace detail {

/// What a loop looks like to a budget.
struct LoopSize {
  std::int64_t steps = 0;
  std::size_t state_bytes = 0;
  std::size_t record_bytes = 0;
  LoopForm form;

  bool operator==(const LoopSize& other) const noexcept {
    return steps == other.steps && state_bytes == other.state_bytes && record_bytes == other.record_bytes &&
           form == other.form;
  }
};

/// What takes long to compute, kept with the schedule for the next call. Copies of a schedule share it.
struct TableCache {
  std::mutex mutex;
  std::shared_ptr<const HRevolve> disk;
  std::shared_ptr<const MixedTable> mixed;
  std::shared_ptr<const Schedule> chosen;  ///< For this size and share of the budget:
  LoopSize size;
  std::size_t share = 0;
  std::size_t learned_record = kUnknownBytes;  ///< Of a step whose state has this size:
  std::size_t learned_state = 0;
};

}  // namespace detail

inline void Schedule::make_tables() { tables_ = std::make_shared<detail::TableCache>(); }

inline std::shared_ptr<const HRevolve> Schedule::disk_table(std::int64_t steps, std::int64_t rows) const {
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  if (tables_->disk == nullptr || tables_->disk->steps() != steps) {
    tables_->disk = std::make_shared<const HRevolve>(steps, snapshots_, rows, costs_);
  }
  return tables_->disk;
}

inline std::size_t Schedule::remembered_record(std::size_t state_bytes) const {
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  const std::size_t record_bytes = tables_->learned_state == state_bytes ? tables_->learned_record : kUnknownBytes;
  // Another loop's, if it does not fit.
  const std::size_t room = share_of_budget() - std::min(share_of_budget(), detail::most_snapshot_bytes(state_bytes));
  return record_bytes <= room ? record_bytes : kUnknownBytes;
}

inline void Schedule::remember_record(std::size_t state_bytes, std::size_t record_bytes) const {
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  tables_->learned_state = state_bytes;
  tables_->learned_record = record_bytes;
}

inline std::shared_ptr<const MixedTable> Schedule::mixed_table(std::int64_t steps) const {
  const std::lock_guard<std::mutex> lock(tables_->mutex);
  if (tables_->mixed == nullptr || tables_->mixed->steps() != steps) {
    tables_->mixed = std::make_shared<const MixedTable>(steps, snapshots_);
  }
  return tables_->mixed;
}

}  // namespace backsweep

#include "backsweep/budget.hpp"
#include "backsweep/simulate.hpp"
