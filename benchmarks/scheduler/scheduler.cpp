// What a schedule costs beside the steps it runs: nanoseconds per action, per cent of a 10 us step, bytes against the
// prediction.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <backsweep/checkpoint.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using backsweep::Action;
using backsweep::ActionKind;
using backsweep::Costs;
using backsweep::LoopForm;
using backsweep::Prediction;
using backsweep::Schedule;
using backsweep::Workspace;

std::string scratch() { return std::filesystem::temp_directory_path().string(); }

std::vector<Schedule> schedules(bool has_disk) {
  std::vector<Schedule> list{Schedule::store_all(),       Schedule::store_states(), Schedule::periodic(100),
                             Schedule::two_level(100, 5), Schedule::revolve(3),     Schedule::revolve(10),
                             Schedule::revolve(100),      Schedule::mixed(10),      Schedule::online(3),
                             Schedule::online(10),        Schedule::online(100)};
  if (has_disk) {
    list.push_back(Schedule::two_level(100, 5, scratch()));
    list.push_back(Schedule::multistage(5, 5, scratch(), {1, 2, 1, 1}));
  }
  return list;
}

/// Actions of a loop. Every step that is recorded, or reversed from its record, counts as one: each is looked after.
std::int64_t count_actions(const Schedule& schedule, std::int64_t steps) {
  backsweep::detail::Machine machine = schedule.actions(steps);
  std::int64_t count = 0;
  for (Action action{}; machine.next(action);) {
    const bool is_range = action.kind == ActionKind::kRecord || action.kind == ActionKind::kReverse;
    count += is_range ? action.to - action.from : 1;
  }
  return count;
}

/// Shown as the time of one action.
benchmark::Counter per_action(std::int64_t actions) {
  return {static_cast<double>(actions), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert};
}

/// Processor time: other programs on the machine do not count.
double seconds_used() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Only the sequence of actions, nothing performed.
void sequence(benchmark::State& run, const Schedule& schedule) {
  constexpr std::int64_t kSteps = 10'000;
  for (auto _ : run) benchmark::DoNotOptimize(count_actions(schedule, kSteps));
  run.counters["action"] = per_action(count_actions(schedule, kSteps));
}

/// The loop with steps that do nothing and a state of three numbers.
void empty_steps(benchmark::State& run, const Schedule& schedule) {
  constexpr std::int64_t kSteps = 10'000;
  double state[3] = {1, 2, 3};
  for (auto _ : run) {
    backsweep::checkpointed_loop(
        schedule, kSteps, backsweep::value(state), [&](std::int64_t) { benchmark::DoNotOptimize(state[0]); },
        [&](std::int64_t) { benchmark::DoNotOptimize(state[1]); },
        [&](std::int64_t) { benchmark::DoNotOptimize(state[2]); });
  }
  run.counters["action"] = per_action(count_actions(schedule, kSteps));
}

/// A step of about 10 us on a few numbers, so that copying them is not what is measured.
class Step {
 public:
  Step() {
    for (double best = 0; best < 1e-5; best = seconds()) rounds_ += 20;
  }
  void operator()() {
    for (int round = 0; round < rounds_; ++round) {
      for (double& value : values_) value = 1.5 * value * (1 - value) + 0.1;
    }
    benchmark::ClobberMemory();
  }
  double (&values())[8] { return values_; }

 private:
  double seconds() {
    double least = 1;
    for (int k = 0; k < 20; ++k) {
      const auto start = std::chrono::steady_clock::now();
      (*this)();
      least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return least;
  }

  double values_[8] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  int rounds_ = 0;
};

/// The same number of steps under the schedule and in plain loops, in turn; what the schedule adds, from the medians.
void real_steps(benchmark::State& run, const Schedule& schedule) {
  constexpr std::int64_t kSteps = 300;
  Step step;
  const auto once = [&](std::int64_t) { step(); };
  const Prediction counts = schedule.simulate(kSteps, Costs{});
  const std::int64_t calls = counts.forward_steps + counts.taped_steps + kSteps;
  std::vector<double> ratios;
  for (auto _ : run) {
    double start = seconds_used();
    for (std::int64_t k = 0; k < calls; ++k) once(k);
    const double plain = seconds_used() - start;
    start = seconds_used();
    backsweep::checkpointed_loop(schedule, kSteps, backsweep::value(step.values()), once, once, once);
    const double scheduled = seconds_used() - start;
    run.SetIterationTime(scheduled);
    ratios.push_back(scheduled / plain);
  }
  std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
  run.counters["overhead_%"] = 100 * (ratios[ratios.size() / 2] - 1);
  run.counters["step"] = per_action(calls);
}

/// Peak bytes that a loop really takes, against those that are predicted.
void peak(benchmark::State& run, const Schedule& schedule) {
  constexpr std::int64_t kSteps = 2'000;
  std::vector<double> u(1000, 0.5);
  for (auto _ : run) {
    backsweep::checkpointed_loop(
        schedule, kSteps, backsweep::span(u.data(), u.size()), [](std::int64_t) {},
        [&](std::int64_t) { Workspace::local().push_array(u.data(), u.size()); },
        [&](std::int64_t) { Workspace::local().pop_array(u.data(), u.size()); });
  }
  Costs costs;
  costs.state_bytes = costs.record_bytes = u.size() * sizeof(double);
  const double measured = static_cast<double>(backsweep::last_run().peak_memory_bytes);
  const double predicted = static_cast<double>(schedule.simulate(kSteps, costs).peak_memory_bytes);
  run.counters["peak_bytes"] = measured;
  run.counters["off_%"] = 100 * (measured / predicted - 1);
}

/// A loop of 15 snapshots of 8 MB to disk with some 2 ms of work after each, written at once or behind.
void disk(benchmark::State& run, bool is_behind) {
  constexpr std::size_t kNumbers = 1'000'000;
  std::vector<double> u(kNumbers, 0.5);
  std::vector<double> buffer(kNumbers);
  const auto* const bytes = reinterpret_cast<const std::byte*>(buffer.data());
  for (auto _ : run) {
    backsweep::DiskStore store(scratch());
    for (std::int64_t snapshot = 0; snapshot < 15; ++snapshot) {
      store.wait();
      std::copy(u.begin(), u.end(), buffer.begin());
      if (is_behind) {
        store.write_behind(snapshot, bytes, kNumbers * sizeof(double));
      } else {
        store.write(snapshot, bytes, kNumbers * sizeof(double));
      }
      for (int step = 0; step < 3; ++step) {
        for (double& value : u) value += 0.01 * value * (1 - value) / (1 + value * value);
      }
    }
    store.wait();
  }
}

void register_all() {
  for (const Schedule& schedule : schedules(/*has_disk=*/false)) {
    benchmark::RegisterBenchmark(("sequence/" + schedule.name()).c_str(), sequence, schedule);
  }
  for (const Schedule& schedule : schedules(/*has_disk=*/false)) {
    benchmark::RegisterBenchmark(("empty_steps/" + schedule.name()).c_str(), empty_steps, schedule);
  }
  for (const Schedule& schedule : schedules(/*has_disk=*/false)) {
    benchmark::RegisterBenchmark(("real_steps/" + schedule.name()).c_str(), real_steps, schedule)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  for (const bool is_behind : {false, true}) {
    benchmark::RegisterBenchmark(is_behind ? "disk/behind" : "disk/at_once", disk, is_behind)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
  std::vector<Schedule> with_budgets = schedules(/*has_disk=*/true);
  for (const std::size_t budget : {100'000u, 1'000'000u, 10'000'000u})
    with_budgets.push_back(Schedule::for_budget(budget));
  for (const Schedule& schedule : with_budgets) {
    const std::string where = schedule.uses_disk() ? " on disk" : "";
    benchmark::RegisterBenchmark(("peak/" + schedule.name() + where).c_str(), peak, schedule)->Iterations(2);
  }
}

}  // namespace

int main(int argc, char** argv) {
  register_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
