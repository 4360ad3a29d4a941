// Tests that every schedule is a valid reversal within its limits, and that it is as good as promised.
#include "backsweep/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "oracle_table.h"

namespace {

using backsweep::Action;
using backsweep::ActionKind;
using backsweep::BudgetError;
using backsweep::Costs;
using backsweep::extra_steps;
using backsweep::HRevolve;
using backsweep::kManySteps;
using backsweep::Level;
using backsweep::LevelCosts;
using backsweep::LoopForm;
using backsweep::MixedTable;
using backsweep::Prediction;
using backsweep::Schedule;
using backsweep::testing::OracleRow;
using backsweep::testing::read_oracle;

/// Follows actions as a loop would and says the first thing that is wrong.
///
/// Everything in memory, snapshots and records alike, is also kept on one stack, because the records of a derivative
/// are: a record that is not on top when its step is reversed is an error.
class Checker {
 public:
  Checker(std::int64_t steps, const LoopForm& form) : form_(form), steps_(steps), end_(steps) {}

  std::string check(backsweep::detail::Machine machine) {
    for (Action action{}; error_.empty() && machine.next(action);) perform(action);
    if (error_.empty() && end_ != 0) fail("steps are left over");
    if (error_.empty() && !(memory_.empty() && disk_.empty() && records_.empty())) fail("something is left over");
    if (error_.empty() && form_.keeps_start && state_ != 0 && advanced + taped > 0)
      fail("the start is not brought back");
    return error_;
  }

  std::int64_t advanced = 0;
  std::int64_t taped = 0;
  std::int64_t stored_memory = 0;
  std::int64_t stored_disk = 0;
  std::int64_t restored = 0;
  std::int64_t restored_disk = 0;
  std::size_t most_in_memory = 0;
  std::size_t most_on_disk = 0;
  std::size_t most_units = 0;

 private:
  static constexpr std::int64_t kNone = -1;

  /// Up to where steps may be run without tape. A loop whose end is not known, or whose final state is asked for, runs
  /// its last step once in the forward sweep.
  std::int64_t last() const {
    const bool runs_all = !form_.knows_steps || (form_.reaches_end && !form_.has_records);
    return runs_all && end_ == steps_ ? end_ : end_ - 1;
  }

  void fail(const std::string& what) {
    if (error_.empty()) error_ = what;
  }
  void require(bool holds, const std::string& what, const Action& action) {
    if (!holds) fail(what + " at step " + std::to_string(action.from));
  }

  void perform(const Action& action) {
    switch (action.kind) {
      case ActionKind::kAdvance:
        require(state_ == action.from && action.to > action.from && action.to <= last(), "advance", action);
        advanced += action.to - action.from;
        state_ = action.to;
        break;
      case ActionKind::kRecord:
        require(form_.has_records, "a record kept where there are none", action);
        require(state_ == action.from && action.to > action.from && action.to <= (form_.knows_steps ? end_ - 1 : end_),
                "record", action);
        for (std::int64_t i = action.from; i < action.to; ++i) records_.push_back(i);
        taped += action.to - action.from;
        state_ = action.to;
        break;
      case ActionKind::kReverse:
        require(action.to == end_, "reverse out of order", action);
        for (std::int64_t i = action.to; i-- > action.from;) {
          require(!records_.empty() && records_.back() == i && (memory_.empty() || memory_.back() <= i), "no record",
                  action);
          if (!records_.empty()) records_.pop_back();
        }
        end_ = action.from;
        state_ = kNone;
        break;
      case ActionKind::kTurn:
        if (action.from == steps_) {
          require(state_ == steps_ && !is_over_ && end_ == steps_, "the end of the forward sweep", action);
          is_over_ = true;
          break;
        }
        require(state_ == action.from && action.from + 1 == end_, "turn", action);
        require(is_over_ || form_.has_records || !form_.reaches_end || !form_.knows_steps, "the end was not reached",
                action);
        ++taped;
        --end_;
        state_ = kNone;
        break;
      case ActionKind::kStore:
        store(action);
        break;
      case ActionKind::kRestore:
        restore(action);
        break;
      case ActionKind::kDiscard:
        discard(action);
        break;
    }
    most_in_memory = std::max(most_in_memory, memory_.size());
    most_on_disk = std::max(most_on_disk, disk_.size());
    most_units = std::max(most_units, memory_.size() + records_.size());
  }

  void store(const Action& action) {
    require(state_ == action.from, "store of a state not at hand", action);
    auto& level = action.level == Level::kMemory ? memory_ : disk_;
    require(std::find(level.begin(), level.end(), action.from) == level.end(), "stored twice", action);
    level.push_back(action.from);
    ++(action.level == Level::kMemory ? stored_memory : stored_disk);
  }

  void restore(const Action& action) {
    const bool is_in_memory = std::find(memory_.begin(), memory_.end(), action.from) != memory_.end();
    require(is_in_memory || std::find(disk_.begin(), disk_.end(), action.from) != disk_.end(), "restore", action);
    ++restored;
    if (!is_in_memory) ++restored_disk;
    state_ = action.from;
  }

  void discard(const Action& action) {
    auto& level = action.level == Level::kMemory ? memory_ : disk_;
    const auto found = std::find(level.begin(), level.end(), action.from);
    require(found != level.end(), "discard", action);
    if (found != level.end()) level.erase(found);
  }

  LoopForm form_;
  std::int64_t steps_;
  bool is_over_ = false;
  std::int64_t state_ = 0;
  std::int64_t end_;
  std::vector<std::int64_t> memory_;
  std::vector<std::int64_t> disk_;
  std::vector<std::int64_t> records_;
  std::string error_;
};

constexpr LoopForm kBare{/*keeps_start=*/false, /*has_records=*/true, /*reaches_end=*/true, /*knows_steps=*/true};

/// Sequences that were checked, over all tests.
int checked = 0;

/// Checks one schedule for a loop of known length and returns what it does without keeping the start. Up to 60 steps in
/// every form of a loop, beyond in one of them in turn.
Checker valid(const Schedule& schedule, std::int64_t n) {
  for (int k = 0; k < 8; ++k) {
    const LoopForm form{k % 2 == 0, k / 2 % 2 == 0, k / 4 == 0, /*knows_steps=*/true};
    if (n > 60 && checked % 8 != k) continue;
    Checker checker(n, form);
    EXPECT_EQ(checker.check(schedule.actions(n, form)), "")
        << schedule.name() << ", " << n << " steps, keeps start " << form.keeps_start << ", records "
        << form.has_records << ", reaches end " << form.reaches_end;
    EXPECT_EQ(checker.taped, n);
  }
  ++checked;
  Checker bare(n, kBare);
  EXPECT_EQ(bare.check(schedule.actions(n, kBare)), "") << schedule.name() << ", " << n << " steps";
  return bare;
}

TEST(Schedule, RevolveIsValidAndOptimal) {
  for (std::int64_t n = 0; n <= 250; ++n) {
    for (std::int64_t s = 1; s <= 40; ++s) {
      const Checker run = valid(Schedule::revolve(s), n);
      ASSERT_EQ(run.advanced, extra_steps(n, s)) << n << ", " << s;
      ASSERT_LE(run.most_in_memory, static_cast<std::size_t>(s));
      ASSERT_EQ(run.restored, std::max<std::int64_t>(0, n - 1));
    }
  }
}

TEST(Schedule, RevolveWritesTheFewestSnapshots) {
  EXPECT_EQ(valid(Schedule::revolve(10), 100).stored_memory, 55);
  EXPECT_EQ(valid(Schedule::revolve(20), 1000).stored_memory, 769);
}

TEST(Schedule, RevolveEqualsEveryRowOfTheTable) {
  for (const OracleRow& row : read_oracle("revolve.csv")) {
    const auto n = static_cast<std::int64_t>(row.at("n"));
    const auto s = static_cast<std::int64_t>(row.at("s"));
    const Costs costs;
    EXPECT_EQ(static_cast<double>(Schedule::revolve(s).simulate(n, costs, kBare).forward_steps),
              row.at("forward_steps_optimal"));
  }
}

TEST(Schedule, StoreAllStoreStatesAndRecompute) {
  for (std::int64_t n = 0; n <= 120; ++n) {
    EXPECT_EQ(valid(Schedule::store_all(), n).advanced, 0);
    EXPECT_EQ(valid(Schedule::store_states(), n).advanced, std::max<std::int64_t>(0, n - 1));
    EXPECT_EQ(valid(Schedule::recompute(), n).advanced, n * (n - 1) / 2);
    EXPECT_LE(valid(Schedule::recompute(), n).most_in_memory, 1u);
  }
}

TEST(Schedule, PeriodicAndTwoLevel) {
  for (std::int64_t n = 1; n <= 60; ++n) {
    for (std::int64_t p = 1; p <= n + 2; p += 1 + p / 8) {
      const Checker run = valid(Schedule::periodic(p), n);
      const std::int64_t last = n - (n - 1) / p * p;
      ASSERT_EQ(run.advanced, n - last) << n << ", " << p;
      ASSERT_LE(run.most_in_memory, static_cast<std::size_t>((n + p - 1) / p));
      for (std::int64_t s = 1; s <= 4; ++s) {
        const Checker memory = valid(Schedule::two_level(p, s), n);
        ASSERT_LE(memory.most_in_memory, static_cast<std::size_t>((n + p - 1) / p + s));
        const Checker disk = valid(Schedule::two_level(p, s, "/tmp"), n);
        ASSERT_LE(disk.most_in_memory, static_cast<std::size_t>(s));
        ASSERT_EQ(disk.advanced, memory.advanced);
      }
    }
  }
}

TEST(Schedule, MultistageEqualsEveryRowOfTheTable) {
  for (const OracleRow& row : read_oracle("hrevolve.csv")) {
    const auto n = static_cast<std::int64_t>(row.at("n"));
    const auto memory = static_cast<std::int64_t>(row.at("s_ram"));
    const auto disk = static_cast<std::int64_t>(row.at("s_disk"));
    const LevelCosts costs{row.at("uf"), row.at("ub"), row.at("wd"), row.at("rd")};
    const Checker run = valid(Schedule::multistage(memory, disk, "/tmp", costs), n);
    const double cost = static_cast<double>(run.advanced) * costs.forward + static_cast<double>(n) * costs.reverse +
                        static_cast<double>(run.stored_disk) * costs.write +
                        static_cast<double>(run.restored_disk) * costs.read;
    EXPECT_NEAR(cost, row.at("optimal_cost"), 1e-9 * row.at("optimal_cost")) << n << ": " << memory << " + " << disk;
    EXPECT_LE(run.most_in_memory, static_cast<std::size_t>(memory));
    EXPECT_LE(run.most_on_disk, static_cast<std::size_t>(disk));
  }
}

TEST(Schedule, MixedEqualsEveryRowOfTheTable) {
  for (const OracleRow& row : read_oracle("mixed.csv")) {
    const auto n = static_cast<std::int64_t>(row.at("n"));
    const auto s = static_cast<std::int64_t>(row.at("s"));
    const Checker run = valid(Schedule::mixed(s), n);
    EXPECT_EQ(static_cast<double>(run.advanced + run.taped), row.at("total_forward_executions_optimal"))
        << n << ", " << s;
    EXPECT_LE(run.most_units, static_cast<std::size_t>(s)) << n << ", " << s;
  }
}

TEST(Schedule, WithoutMixingNoSnapshotIsRestoredBeforeARecordIsReversed) {
  EXPECT_TRUE(Schedule::mixed(5).mixes());
  EXPECT_FALSE(Schedule::mixed(5).without_mixing().mixes());
  backsweep::LoopForm form;
  form.mixes = false;
  for (const Schedule& schedule : {Schedule::store_all(), Schedule::periodic(7), Schedule::mixed(5), Schedule::mixed(20),
                                   Schedule::online(4), Schedule::for_budget(20'000)}) {
    backsweep::detail::Machine machine = schedule.resolved(60, 400, 400, form).actions(60, form);
    std::int64_t records = 0;
    for (backsweep::Action action{}; machine.next(action);) {
      const std::int64_t count = action.to - action.from;
      if (action.kind == backsweep::ActionKind::kRecord) records += count;
      if (action.kind == backsweep::ActionKind::kReverse) records -= count;
      if (action.kind == backsweep::ActionKind::kRestore) {
        EXPECT_EQ(records, 0) << schedule.name();
      }
    }
    EXPECT_EQ(records, 0) << schedule.name();
  }
}

TEST(Schedule, OnlineIsValidAndNoWorseThanTheTable) {
  for (const OracleRow& row : read_oracle("online.csv")) {
    const auto n = static_cast<std::int64_t>(row.at("n"));
    const auto s = static_cast<std::int64_t>(row.at("s"));
    const Checker run = valid(Schedule::online(s), n);
    EXPECT_LE(static_cast<double>(run.advanced), row.at("wmi_forward_then_revolve_extra")) << n << ", " << s;
    EXPECT_LE(run.most_in_memory, static_cast<std::size_t>(s));
  }
}

TEST(Schedule, TensOfThousandsOfSequencesAreValid) {
  const int before = checked;
  for (std::int64_t n = 0; n <= 160; ++n) {
    for (std::int64_t s = 1; s <= 40; ++s) {
      const Checker online = valid(Schedule::online(s), n);
      ASSERT_LE(online.most_in_memory, static_cast<std::size_t>(s));
      const Checker mixed = valid(Schedule::mixed(s), n);
      ASSERT_LE(mixed.most_units, static_cast<std::size_t>(s));
    }
  }
  for (std::int64_t n = 0; n <= 130; ++n) {
    for (std::int64_t memory = 1; memory <= 5; ++memory) {
      for (std::int64_t disk = 0; disk <= 8; ++disk) {
        const double cost = static_cast<double>(n % 7) / 2;
        const Checker run = valid(Schedule::multistage(memory, disk, "/tmp", {1, 2, cost, cost / 2}), n);
        ASSERT_LE(run.most_in_memory, static_cast<std::size_t>(memory));
        ASSERT_LE(run.most_on_disk, static_cast<std::size_t>(disk));
      }
    }
  }
  EXPECT_GT(checked - before, 15'000);
}

/// A forward sweep without knowing its end, then the reversal.
Checker valid_open(const Schedule& schedule, std::int64_t n, const LoopForm& form, std::string& error) {
  backsweep::detail::OpenSweep sweep = schedule.open_sweep(form);
  std::vector<Action> actions;
  for (std::int64_t step = 0; step < n; ++step) {
    sweep.before(step, [&](const Action& action) { actions.push_back(action); });
    const ActionKind kind = sweep.records_steps() ? ActionKind::kRecord : ActionKind::kAdvance;
    actions.push_back({kind, Level::kMemory, step, step + 1});
  }
  backsweep::detail::Machine machine = sweep.reversal(n);
  for (Action action{}; machine.next(action);) actions.push_back(action);
  // Replays everything through the checker, which wants a machine. It keeps no start of its own.
  backsweep::detail::Machine all(kBare);
  for (std::size_t k = actions.size(); k-- > 0;) all.push({backsweep::detail::TaskKind::kAction, 0, 0, 0, actions[k]});
  Checker checker(n, form);
  error = checker.check(std::move(all));
  return checker;
}

TEST(Schedule, UnknownNumberOfSteps) {
  const std::vector<Schedule> schedules{
      Schedule::store_all(), Schedule::store_states(),  Schedule::recompute(),
      Schedule::periodic(7), Schedule::two_level(9, 2), Schedule::two_level(9, 2, "/tmp"),
      Schedule::revolve(4),  Schedule::online(11),      Schedule::multistage(2, 3, "/tmp"),
      Schedule::mixed(5)};
  for (const Schedule& schedule : schedules) {
    for (std::int64_t n = 0; n <= 150; ++n) {
      for (const int shape : {0, 1, 2, 3}) {
        std::string error;
        const LoopForm form{shape % 2 == 0, shape / 2 == 0, /*reaches_end=*/true, /*knows_steps=*/false};
        const Checker run = valid_open(schedule, n, form, error);
        ASSERT_EQ(error, "") << schedule.name() << ", " << n << " steps, form " << shape;
        ASSERT_EQ(run.taped, n);
        if (schedule.strategy() == backsweep::Strategy::kMultistage) {
          ASSERT_LE(run.most_in_memory, 2u);
          ASSERT_LE(run.most_on_disk, 3u);
        }
        if (schedule.strategy() == backsweep::Strategy::kRevolve) {
          ASSERT_LE(run.most_in_memory, 4u);
        }
      }
    }
  }
}

TEST(Schedule, BudgetIsNeverExceededAndBest) {
  for (const std::int64_t n : {1, 2, 10, 57, 150}) {
    for (const std::size_t state : {64u, 1000u, 8000u}) {
      for (const std::size_t record : {0u, 24u, 1000u, 64000u}) {
        const std::size_t smallest = backsweep::detail::most_snapshot_bytes(state) + record;
        for (const double factor : {1.0, 1.5, 2.0, 5.0, 17.0, 100.0, 1000.0}) {
          const auto budget = static_cast<std::size_t>(factor * static_cast<double>(smallest));
          Costs costs;
          costs.state_bytes = state;
          costs.record_bytes = record;
          const Prediction run = Schedule::for_budget(budget).simulate(n, costs);
          EXPECT_LE(run.peak_memory_bytes, budget) << n << ", " << state << ", " << record;
          const auto slots =
              static_cast<std::int64_t>((budget - record) / backsweep::detail::most_snapshot_bytes(state));
          EXPECT_LE(run.forward_steps, extra_steps(n, slots));
        }
        try {
          Schedule::for_budget(smallest - 1).resolved(n, state, record);
          if (n > 1) ADD_FAILURE() << "a budget that is too small was accepted";
        } catch (const BudgetError& error) {
          EXPECT_EQ(error.smallest_bytes(), smallest);
          EXPECT_NE(std::string(error.what()).find(std::to_string(smallest)), std::string::npos);
        }
      }
    }
  }
}

TEST(Schedule, BudgetIsSharedAndKeptInEveryForm) {
  Costs costs;
  costs.state_bytes = 800;
  costs.record_bytes = 2000;
  for (int shape = 0; shape < 16; ++shape) {
    const LoopForm form{(shape & 1) == 0, (shape & 2) == 0, (shape & 4) == 0, (shape & 8) == 0};
    for (const std::int64_t n : {1, 2, 3, 40, 500}) {
      std::int64_t last = std::numeric_limits<std::int64_t>::max();
      for (const std::size_t budget : {3000u, 4000u, 10'000u, 40'000u, 2'000'000u}) {
        const Schedule schedule = Schedule::for_budget(budget);
        const Prediction run = schedule.simulate(n, costs, form);
        EXPECT_LE(run.peak_memory_bytes, budget) << n << " steps, form " << shape;
        EXPECT_LE(run.forward_steps, last) << "more memory, fewer steps";
        last = run.forward_steps;
        const Schedule third = Schedule::for_budget(3 * budget).share(3);
        EXPECT_EQ(third.simulate(n, costs, form).peak_memory_bytes, run.peak_memory_bytes);
        EXPECT_THROW(schedule.share(2000).simulate(n, costs, form), BudgetError);
      }
    }
  }
  EXPECT_EQ(Schedule::revolve(3).share(5).name(), "revolve(3)");
  EXPECT_THROW(Schedule::revolve(3).share(0), std::invalid_argument);
}

TEST(Schedule, SimulateCountsTimeAndBytes) {
  Costs costs;
  costs.state_bytes = 8000;
  costs.record_bytes = 16000;
  costs.step = 2;
  costs.taped_step = 3;
  costs.reverse_step = 4;
  const Prediction all = Schedule::store_all().simulate(100, costs, kBare);
  EXPECT_EQ(all.peak_memory_bytes, 1'600'000u);
  EXPECT_DOUBLE_EQ(all.seconds, 700);
  EXPECT_DOUBLE_EQ(all.time_ratio, 3.5);
  const Prediction revolve = Schedule::revolve(10).simulate(100, costs, kBare);
  EXPECT_EQ(revolve.forward_steps, 222);
  EXPECT_EQ(revolve.snapshots_stored_memory, 55);
  EXPECT_EQ(revolve.peak_memory_bytes, 10 * backsweep::detail::snapshot_bytes(8000) + 16000);
  const Prediction disk = Schedule::two_level(10, 2, "/tmp").simulate(100, costs, kBare);
  EXPECT_EQ(disk.snapshots_stored_disk, 10);
  EXPECT_EQ(disk.peak_disk_bytes, 80'000u);
}

TEST(Schedule, LongLoopsSaturateAndStayQuick) {
  const Prediction huge = Schedule::recompute().simulate(1'000'000, {}, kBare);
  EXPECT_EQ(huge.forward_steps, std::int64_t{1'000'000} * 999'999 / 2);
  EXPECT_EQ(extra_steps(std::int64_t{1} << 50, 1), kManySteps);
  const Prediction long_loop = Schedule::revolve(100).simulate(1'000'000, {}, kBare);
  EXPECT_EQ(long_loop.forward_steps, extra_steps(1'000'000, 100));
}

TEST(Schedule, RefusesSenselessArguments) {
  EXPECT_THROW(Schedule::revolve(0), std::invalid_argument);
  EXPECT_THROW(Schedule::periodic(-1), std::invalid_argument);
  EXPECT_THROW(Schedule::multistage(1, -1, "/tmp"), std::invalid_argument);
  EXPECT_THROW(Schedule::online(0), std::invalid_argument);
  EXPECT_THROW(Schedule::for_budget(10).actions(5), std::logic_error);
}

TEST(Schedule, SaysItsName) {
  EXPECT_EQ(Schedule::revolve(30).name(), "revolve(30)");
  EXPECT_EQ(Schedule::multistage(3, 5, "/tmp").name(), "multistage(3, 5)");
  EXPECT_EQ(Schedule::store_all().name(), "store_all");
}

}  // namespace
