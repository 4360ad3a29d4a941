// Tests checkpointed loops: the same derivative to the bit under every schedule, and honest statistics.
#include "backsweep/checkpoint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/check.hpp"

namespace {

using backsweep::checkpointed_loop;
using backsweep::checkpointed_while;
using backsweep::CheckpointedLoop;
using backsweep::Costs;
using backsweep::Frame;
using backsweep::last_run;
using backsweep::LoopForm;
using backsweep::Phase;
using backsweep::Prediction;
using backsweep::Progress;
using backsweep::Schedule;
using backsweep::Statistics;
using backsweep::Workspace;
using Vector = std::vector<double>;

std::string scratch() { return std::filesystem::temp_directory_path().string(); }

/// One of each kind, with limits that bite for loops of a few dozen steps.
std::vector<Schedule> all_schedules() {
  return {Schedule::store_all(),
          Schedule::store_states(),
          Schedule::recompute(),
          Schedule::periodic(1),
          Schedule::periodic(7),
          Schedule::periodic(1000),
          Schedule::two_level(9, 2),
          Schedule::two_level(9, 2, scratch()),
          Schedule::revolve(1),
          Schedule::revolve(3),
          Schedule::revolve(10),
          Schedule::revolve(1000),
          Schedule::multistage(2, 3, scratch()),
          Schedule::multistage(1, 4, scratch(), {1, 2, 0.1, 0.1}),
          Schedule::mixed(1),
          Schedule::mixed(5),
          Schedule::mixed(1000),
          Schedule::online(1),
          Schedule::online(4),
          Schedule::online(50),
          Schedule::for_budget(3000),
          Schedule::for_budget(20'000),
          Schedule::for_budget(1'000'000)};
}

/// u <- u - k u^2 (u_left stays), a nonlinear step whose reverse needs the state before it.
struct Model {
  Vector u;
  Vector u_bar;
  double k = 0.05;
  double k_bar = 0;
  std::vector<std::int64_t> reversed;

  explicit Model(std::size_t n) : u(n), u_bar(n) {
    for (std::size_t i = 0; i < n; ++i) {
      u[i] = 1 + 0.5 * std::sin(static_cast<double>(i));
      u_bar[i] = 1 + 0.1 * static_cast<double>(i);
    }
  }
  void advance(std::int64_t step) {
    for (std::size_t i = u.size(); i-- > 1;) u[i] -= (k + 1e-4 * static_cast<double>(step)) * u[i] * u[i - 1];
  }
  void record(std::int64_t step) {
    Workspace::local().push_array(u.data(), u.size());
    advance(step);
  }
  void reverse(std::int64_t step) {
    Workspace::local().pop_array(u.data(), u.size());
    const double rate = k + 1e-4 * static_cast<double>(step);
    for (std::size_t i = 1; i < u.size(); ++i) {
      const double change_bar = u_bar[i];
      k_bar -= u[i] * u[i - 1] * change_bar;
      u_bar[i - 1] -= rate * u[i] * change_bar;
      u_bar[i] -= rate * u[i - 1] * change_bar;
    }
    reversed.push_back(step);
  }
};

Model run_in_parts(const Schedule& schedule, std::int64_t steps) {
  Model model(12);
  checkpointed_loop(
      schedule, steps, backsweep::value(model.u), [&](std::int64_t i) { model.advance(i); },
      [&](std::int64_t i) { model.record(i); }, [&](std::int64_t i) { model.reverse(i); });
  return model;
}

Model run_in_one(const Schedule& schedule, std::int64_t steps) {
  Model model(12);
  checkpointed_loop(
      schedule, steps, backsweep::span(model.u.data(), model.u.size()), [&](std::int64_t i) { model.advance(i); },
      [&](std::int64_t i) {
        model.record(i);
        model.reverse(i);
      });
  return model;
}

void expect_same(const Model& expected, const Model& got, const std::string& what) {
  EXPECT_EQ(got.u_bar, expected.u_bar) << what;
  EXPECT_EQ(got.k_bar, expected.k_bar) << what;
  EXPECT_EQ(got.reversed, expected.reversed) << what;
  EXPECT_EQ(got.u, Model(12).u) << what << ": the start is not brought back";
}

TEST(CheckpointedLoop, EverySchedulesDerivativeIsTheSameToTheBit) {
  for (const std::int64_t steps : {0, 1, 2, 3, 10, 41, 100}) {
    const Model expected = run_in_parts(Schedule::store_all(), steps);
    EXPECT_EQ(static_cast<std::int64_t>(expected.reversed.size()), steps);
    for (const Schedule& schedule : all_schedules()) {
      const std::string what = schedule.name() + ", " + std::to_string(steps) + " steps";
      expect_same(expected, run_in_parts(schedule, steps), what);
      expect_same(expected, run_in_one(schedule, steps), what + ", in one");
      EXPECT_EQ(Workspace::local().bytes_in_use(), 0u) << what;
    }
  }
}

TEST(CheckpointedLoop, DerivativeIsRight) {
  const auto f = [](const Vector& x) {
    Model model(12);
    model.k = x[0];
    for (std::int64_t i = 0; i < 30; ++i) model.advance(i);
    double sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += (1 + 0.1 * static_cast<double>(i)) * model.u[i];
    return sum;
  };
  const auto g = [](const Vector& x, Vector& x_bar) {
    Model model(12);
    model.k = x[0];
    checkpointed_loop(
        Schedule::revolve(4), 30, backsweep::value(model.u), [&](std::int64_t i) { model.advance(i); },
        [&](std::int64_t i) { model.record(i); }, [&](std::int64_t i) { model.reverse(i); });
    x_bar[0] = model.k_bar;
  };
  const backsweep::CheckResult result = backsweep::check_gradient(f, g, {0.05});
  EXPECT_TRUE(result) << result;
}

TEST(CheckpointedLoop, InTwoPartsWithCodeBetween) {
  Vector expected;
  for (const Schedule& schedule : all_schedules()) {
    const Frame frame(Workspace::local());
    Workspace::local().push(4.25);
    Model model(12);
    const Vector start = model.u;
    Vector last = start;
    for (std::int64_t i = 0; i < 37; ++i) {
      std::swap(model.u, last);
      model.u = last;
      model.advance(i);
      last = model.u;
    }
    model.u = start;
    CheckpointedLoop loop(
        schedule, backsweep::value(model.u), [&](std::int64_t i) { model.advance(i); },
        [&](std::int64_t i) { model.record(i); });
    loop.forward(37);
    EXPECT_EQ(model.u, last) << schedule.name() << ": the final state is at hand after the forward sweep";
    Workspace::local().push(model.u);
    for (std::size_t i = 0; i < 12; ++i) model.u_bar[i] = 2 * model.u[i];
    for (double& value : model.u) value *= 3;
    Workspace::local().pop(model.u);
    loop.backward([&](std::int64_t i) { model.reverse(i); });
    EXPECT_EQ(Workspace::local().pop<double>(), 4.25) << schedule.name() << ": what was pushed before is on top again";
    EXPECT_EQ(model.u, start) << schedule.name();
    if (expected.empty()) expected = model.u_bar;
    EXPECT_EQ(model.u_bar, expected) << schedule.name();
  }
}

/// A time loop whose step size depends on the state, with a last step that is fitted to the end.
struct Adaptive {
  double x = 1.3;
  double t = 0;
  double x_bar = 1;
  double t_bar = 0;
  double end = 2;
  int conditions = 0;

  double step_size() const { return 0.02 + 0.01 / (1 + x * x); }
  bool goes_on() {
    ++conditions;
    return t < end;
  }
  void advance() {
    const double wanted = step_size();
    const double dt = t + wanted > end ? end - t : wanted;
    x += dt * std::sin(3 * x + t);
    t = t + wanted > end ? end : t + dt;
  }
  void record() {
    Workspace::local().push(x);
    Workspace::local().push(t);
    advance();
  }
  void reverse() {
    t = Workspace::local().pop<double>();
    x = Workspace::local().pop<double>();
    const double wanted = step_size();
    const bool is_last = t + wanted > end;
    const double dt = is_last ? end - t : wanted;
    double dt_bar = is_last ? 0 : t_bar;
    if (is_last) t_bar = 0;
    dt_bar += std::sin(3 * x + t) * x_bar;
    t_bar += dt * std::cos(3 * x + t) * x_bar;
    x_bar += dt * 3 * std::cos(3 * x + t) * x_bar;
    if (is_last)
      t_bar -= dt_bar;
    else
      x_bar += -0.02 * x / ((1 + x * x) * (1 + x * x)) * dt_bar;
  }
};

TEST(CheckpointedLoop, UnknownNumberOfSteps) {
  for (const double end : {0.0, 0.01, 0.05, 1.0, 3.0}) {
    std::int64_t expected_steps = 0;
    Adaptive expected;
    for (const Schedule& schedule : all_schedules()) {
      for (const bool in_one : {false, true}) {
        Adaptive model;
        model.end = end;
        const auto state = backsweep::state(backsweep::value(model.x), backsweep::value(model.t));
        const auto condition = [&] { return model.goes_on(); };
        const auto advance = [&](std::int64_t) { model.advance(); };
        const auto record = [&](std::int64_t) { model.record(); };
        const auto reverse = [&](std::int64_t) { model.reverse(); };
        const auto both = [&](std::int64_t) {
          model.record();
          model.reverse();
        };
        const std::int64_t steps = in_one ? checkpointed_while(schedule, condition, state, advance, both)
                                          : checkpointed_while(schedule, condition, state, advance, record, reverse);
        EXPECT_EQ(model.conditions, steps + 1) << schedule.name();
        EXPECT_EQ(model.x, 1.3) << schedule.name();
        if (expected.conditions == 0) {
          expected = model;
          expected_steps = steps;
        }
        EXPECT_EQ(steps, expected_steps);
        EXPECT_EQ(model.x_bar, expected.x_bar) << schedule.name();
        EXPECT_EQ(model.t_bar, expected.t_bar) << schedule.name();
        EXPECT_EQ(last_run().steps, steps);
        EXPECT_EQ(last_run().taped_steps, steps) << schedule.name();
      }
    }
  }
}

TEST(CheckpointedLoop, SwappedBuffersAndOtherState) {
  Vector expected;
  for (const Schedule& schedule : all_schedules()) {
    const bool is_too_small = schedule.strategy() == backsweep::Strategy::kBudget && schedule.budget() < 20'000;
    if (is_too_small) continue;
    Vector first{1, 2, 3, 4, 5};
    Vector second(5);
    double* u = first.data();
    double* next = second.data();
    std::mt19937 noise(7);
    std::vector<bool> flags{true, false};
    std::vector<Vector> history;
    const auto advance = [&](std::int64_t) {
      const double factor = 1 + 1e-3 * static_cast<double>(noise() % 100);
      for (int i = 0; i < 5; ++i) next[i] = factor * u[i] * (flags[0] ? 1.01 : 0.99);
      std::swap(u, next);
      flags[0] = !flags[0];
      history.emplace_back(history.size() % 3, u[0]);
    };
    Vector seen;
    const auto step_adjoint = [&](std::int64_t) {
      seen.push_back(u[2]);
      seen.push_back(static_cast<double>(history.size()));
      seen.push_back(history.empty() || history.back().empty() ? 0 : history.back().back());
      advance(0);
    };
    checkpointed_loop(schedule, 40,
                      backsweep::state(backsweep::live_span(u, 5), backsweep::value(next), backsweep::value(noise),
                                       backsweep::value(flags), backsweep::value(history)),
                      advance, step_adjoint);
    EXPECT_EQ(u, first.data());
    EXPECT_EQ(first, (Vector{1, 2, 3, 4, 5})) << schedule.name();
    EXPECT_TRUE(history.empty());
    if (expected.empty()) expected = seen;
    EXPECT_EQ(seen, expected) << schedule.name();
  }
}

TEST(CheckpointedLoop, LoopsNest) {
  double expected = 0;
  for (const Schedule& outer :
       {Schedule::store_all(), Schedule::revolve(3), Schedule::periodic(2), Schedule::mixed(2)}) {
    for (const Schedule& inner :
         {Schedule::store_all(), Schedule::revolve(2), Schedule::recompute(), Schedule::online(3)}) {
      double x = 0.7;
      double x_bar = 1;
      const auto step = [&](std::int64_t) { x += 0.1 * std::sin(x); };
      const auto record_step = [&](std::int64_t) {
        Workspace::local().push(x);
        x += 0.1 * std::sin(x);
      };
      const auto reverse_step = [&](std::int64_t) {
        x = Workspace::local().pop<double>();
        x_bar += 0.1 * std::cos(x) * x_bar;
      };
      const auto advance = [&](std::int64_t) {
        for (std::int64_t i = 0; i < 5; ++i) step(i);
      };
      const auto record = [&](std::int64_t) {
        Workspace::local().push(x);
        advance(0);
      };
      const auto reverse = [&](std::int64_t) {
        x = Workspace::local().pop<double>();
        checkpointed_loop(inner, 5, backsweep::value(x), step, record_step, reverse_step);
      };
      checkpointed_loop(outer, 8, backsweep::value(x), advance, record, reverse);
      if (expected == 0) expected = x_bar;
      EXPECT_EQ(x_bar, expected) << outer.name() << ", " << inner.name();
      EXPECT_EQ(last_run().steps, 8);
    }
  }
}

/// Runs a loop of 500 numbers in one of the ways of emitted code and returns its counts.
Statistics run_in_form(const Schedule& schedule, std::int64_t steps, const LoopForm& form) {
  const Frame frame(Workspace::local());
  Model model(500);
  const auto state = backsweep::state(backsweep::span(model.u.data(), model.u.size()));
  const auto advance = [&](std::int64_t i) { model.advance(i); };
  const auto record = [&](std::int64_t i) { model.record(i); };
  const auto reverse = [&](std::int64_t i) { model.reverse(i); };
  const auto step_adjoint = [&](std::int64_t i) {
    model.record(i);
    model.reverse(i);
  };
  const auto run = [&](auto& loop, const auto& back) {
    if (!form.keeps_start) loop.forget_start();
    if (!form.reaches_end) loop.forget_end();
    std::int64_t left = steps;
    if (form.knows_steps) {
      loop.forward(steps);
    } else {
      EXPECT_EQ(loop.forward_while([&left] { return left-- > 0; }), steps);
    }
    loop.backward(back);
  };
  if (form.has_records) {
    CheckpointedLoop loop(schedule, state, advance, record);
    run(loop, reverse);
  } else {
    CheckpointedLoop loop(schedule, state, advance);
    run(loop, step_adjoint);
  }
  return last_run();
}

TEST(CheckpointedLoop, StatisticsEqualThePrediction) {
  const std::int64_t steps = 60;
  Costs costs;
  costs.state_bytes = costs.record_bytes = 500 * sizeof(double);
  for (const Schedule& schedule : all_schedules()) {
    if (schedule.budget() > 0 && schedule.budget() < 2 * costs.state_bytes + 1000) continue;
    for (int shape = 0; shape < 16; ++shape) {
      const LoopForm form{(shape & 1) == 0, (shape & 2) == 0, (shape & 4) == 0, (shape & 8) == 0};
      const std::string what = schedule.name() + ", form " + std::to_string(shape);
      const Prediction expected = schedule.simulate(steps, costs, form);
      // Under a budget the first run finds out what a step keeps that is taped and reversed in one piece.
      if (schedule.budget() > 0) run_in_form(schedule, steps, form);
      const Statistics run = run_in_form(schedule, steps, form);
      EXPECT_EQ(run.form, form);
      EXPECT_EQ(run.steps, steps);
#ifdef BACKSWEEP_CHECK_WORKSPACE
      // Pushes take more room there, and a budget fewer snapshots.
      if (schedule.budget() > 0) continue;
#endif
      EXPECT_EQ(run.forward_steps, expected.forward_steps) << what;
      EXPECT_EQ(run.taped_steps, expected.taped_steps) << what;
      EXPECT_EQ(run.snapshots_stored_memory, expected.snapshots_stored_memory) << what;
      EXPECT_EQ(run.snapshots_stored_disk, expected.snapshots_stored_disk) << what;
      EXPECT_EQ(run.snapshots_restored_memory, expected.snapshots_restored_memory) << what;
      EXPECT_EQ(run.snapshots_restored_disk, expected.snapshots_restored_disk) << what;
      EXPECT_EQ(run.peak_disk_bytes, expected.peak_disk_bytes) << what;
      EXPECT_EQ(run.state_bytes, costs.state_bytes);
#ifndef BACKSWEEP_CHECK_WORKSPACE
      EXPECT_EQ(run.record_bytes, costs.record_bytes) << what;
      EXPECT_NEAR(static_cast<double>(run.peak_memory_bytes), static_cast<double>(expected.peak_memory_bytes),
                  0.02 * static_cast<double>(expected.peak_memory_bytes))
          << what;
#endif
      EXPECT_GT(run.forward_seconds, 0);
      EXPECT_EQ(run.tape_seconds, 0);
    }
  }
  run_in_parts(Schedule::revolve(3).timed(), 40);
  EXPECT_GT(last_run().tape_seconds, 0);
  EXPECT_GT(last_run().advance_seconds, 0);
  EXPECT_GT(last_run().restore_seconds, 0);
}

TEST(CheckpointedLoop, RecordsMayLieInBlocks) {
  double expected = 0;
  for (const Schedule& schedule : all_schedules()) {
    Workspace& blocks = Workspace::local_blocks();
    double x = 0.3;
    double x_bar = 1;
    checkpointed_loop(
        schedule, 45, backsweep::value(x), [&](std::int64_t) { x += 0.1 * std::sin(x); },
        [&](std::int64_t) {
          double* const block = blocks.allocate<double>(32);
          block[7] = x;
          Workspace::local().push(block);
          x += 0.1 * std::sin(x);
        },
        [&](std::int64_t) {
          double* const block = Workspace::local().pop<double*>();
          x = block[7];
          blocks.release(block);
          x_bar += 0.1 * std::cos(x) * x_bar;
        });
    if (expected == 0) expected = x_bar;
    EXPECT_EQ(x_bar, expected) << schedule.name();
    EXPECT_GE(last_run().record_bytes, 33 * sizeof(double));
    EXPECT_GE(last_run().peak_memory_bytes, 33 * sizeof(double));
    if (schedule.budget() > 0) {
      EXPECT_LE(last_run().peak_memory_bytes, schedule.budget());
    }
    EXPECT_EQ(blocks.bytes_in_use(), 0u);
  }
}

TEST(StepIndex, FindsWhatWasPutIn) {
  std::mt19937 random(11);
  backsweep::detail::StepIndex index;
  std::map<std::int64_t, std::size_t> expected;
  std::int64_t next = 0;
  for (int round = 0; round < 20'000; ++round) {
    const bool is_in_order = random() % 16 != 0;
    const std::int64_t step = is_in_order ? ++next : static_cast<std::int64_t>(random() % 1000);
    const bool grows = expected.empty() || random() % (round % 2000 < 1000 ? 3 : 2) != 0;
    if (grows && expected.count(step) == 0) {
      expected[step] = random();
      index.insert(step, expected[step]);
    } else if (!expected.empty()) {
      auto victim = random() % 2 == 0 ? std::prev(expected.end()) : expected.lower_bound(step / 2);
      if (victim == expected.end()) victim = expected.begin();
      index.erase(victim->first);
      expected.erase(victim);
    }
    const auto probe = static_cast<std::int64_t>(random() % static_cast<unsigned>(next + 1));
    const auto found = expected.find(probe);
    ASSERT_EQ(index.find(probe), found == expected.end() ? backsweep::detail::StepIndex::kNowhere : found->second);
  }
}

TEST(CheckpointedLoop, SecondCallAllocatesNoWorkspace) {
  for (const Schedule& schedule : all_schedules()) {
    run_in_parts(schedule, 80);
    const std::size_t allocations = Workspace::local().allocations();
    run_in_parts(schedule, 80);
    EXPECT_EQ(Workspace::local().allocations(), allocations) << schedule.name();
  }
}

TEST(CheckpointedLoop, BudgetHoldsInEveryFormOrSaysWhatWould) {
  for (int shape = 0; shape < 16; ++shape) {
    const LoopForm form{(shape & 1) == 0, (shape & 2) == 0, (shape & 4) == 0, (shape & 8) == 0};
    for (std::size_t budget = 1000; budget < 600'000; budget = budget * 5 / 3) {
      std::size_t enough = budget;
      try {
        run_in_form(Schedule::for_budget(budget), 60, form);
      } catch (const backsweep::BudgetError& error) {
        enough = error.smallest_bytes();
        EXPECT_GT(enough, budget);
        EXPECT_NE(std::string(error.what()).find(std::to_string(enough)), std::string::npos);
      }
      // What a too small budget is answered with serves, unless steps turn out to need more still.
      for (int attempt = 0; attempt < 2; ++attempt) {
        try {
          const Schedule schedule = Schedule::for_budget(enough);
          for (int call = 0; call < 2; ++call) {
            const Statistics run = run_in_form(schedule, 60, form);
            EXPECT_LE(run.peak_memory_bytes, enough) << "form " << shape;
            EXPECT_EQ(run.taped_steps, 60);
          }
          break;
        } catch (const backsweep::BudgetError& error) {
          EXPECT_FALSE(form.has_records) << "what a step keeps was known";
          EXPECT_EQ(attempt, 0);
          enough = error.smallest_bytes();
        }
      }
    }
  }
}

TEST(CheckpointedLoop, BudgetHoldsOrThrows) {
  for (const std::size_t budget : {300u, 400u, 1000u, 3000u, 100'000u}) {
    run_in_parts(Schedule::for_budget(budget), 200);
    EXPECT_LE(last_run().peak_memory_bytes, budget);
  }
  EXPECT_THROW(run_in_parts(Schedule::for_budget(100), 200), backsweep::BudgetError);
  // Later steps keep more than the first one.
  double x = 1;
  const auto grow = [&](std::int64_t i) {
    double* const large = Workspace::local().allocate<double>(1 + 100 * i);
    large[0] = x;
    x += 1;
    Workspace::local().push(large);
  };
  const auto shrink = [&](std::int64_t) {
    double* const large = Workspace::local().pop<double*>();
    x = large[0];
    Workspace::local().release(large);
  };
  try {
    checkpointed_loop(
        Schedule::for_budget(4000), 50, backsweep::value(x), [&](std::int64_t) { x += 1; }, grow, shrink);
    ADD_FAILURE() << "the budget was exceeded in silence";
  } catch (const backsweep::BudgetError& error) {
    EXPECT_GT(error.smallest_bytes(), 4000u);
  }
  EXPECT_EQ(Workspace::local().bytes_in_use(), 0u);
}

TEST(CheckpointedLoop, ExceptionsLeaveNothingBehind) {
  for (const Schedule& schedule : all_schedules()) {
    for (const int fails_at : {0, 5, 30, 100}) {
      Model model(12);
      int calls = 0;
      const auto maybe_throw = [&] {
        if (calls++ == fails_at) throw std::runtime_error("no convergence");
      };
      try {
        checkpointed_loop(
            schedule, 60, backsweep::value(model.u),
            [&](std::int64_t i) {
              maybe_throw();
              model.advance(i);
            },
            [&](std::int64_t i) {
              maybe_throw();
              model.record(i);
            },
            [&](std::int64_t i) { model.reverse(i); });
      } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "no convergence");
      }
      EXPECT_EQ(Workspace::local().bytes_in_use(), 0u) << schedule.name();
    }
    expect_same(run_in_parts(Schedule::store_all(), 20), run_in_parts(schedule, 20), schedule.name());
  }
}

TEST(CheckpointedLoop, ReportsProgress) {
  for (const Schedule& schedule : all_schedules()) {
    std::vector<Progress> reports;
    run_in_parts(schedule.with_progress([&](const Progress& progress) { reports.push_back(progress); }), 50);
    ASSERT_FALSE(reports.empty());
    EXPECT_EQ(reports.back().phase, Phase::kReverse);
    EXPECT_EQ(reports.back().done, 50);
    EXPECT_EQ(reports.back().total, 50);
    for (std::size_t k = 1; k < reports.size(); ++k) {
      if (reports[k].phase == reports[k - 1].phase) {
        EXPECT_GE(reports[k].done, reports[k - 1].done) << schedule.name();
      }
    }
  }
}

#ifdef BACKSWEEP_CHECK_WORKSPACE
TEST(CheckpointedLoop, StepsThatDoNotGiveBackWhatTheyTookAreFound) {
  double x = 1;
  const auto none = [](std::int64_t) {};
  const auto push = [](std::int64_t) { Workspace::local().push(1.0); };
  const std::string message = "does not give back";
  for (const Schedule& schedule : {Schedule::store_all(), Schedule::revolve(3)}) {
    EXPECT_DEATH(checkpointed_loop(schedule, 10, backsweep::value(x), none, push, none), message);
    EXPECT_DEATH(checkpointed_loop(schedule, 10, backsweep::value(x), none, push), message);
  }
}
#endif

}  // namespace
