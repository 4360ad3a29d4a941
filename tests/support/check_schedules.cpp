// Runs an adjoint or gradient under every kind of schedule.
#include "check_schedules.h"

#include <cmath>
#include <filesystem>
#include <string>

namespace check {

std::vector<backsweep::Schedule> schedules() {
  using backsweep::Schedule;
  const std::string directory = std::filesystem::temp_directory_path().string();
  return {Schedule::store_all(), Schedule::store_states(), Schedule::recompute(),
          Schedule::periodic(3), Schedule::revolve(1),     Schedule::revolve(3),
          Schedule::mixed(4),    Schedule::mixed(7),       Schedule::multistage(2, 2, directory),
          Schedule::online(2),   Schedule::online(5),      Schedule::for_budget(200'000)};
}

namespace {

bool is_same_number(long double a, long double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) == std::isnan(b);
  return !(a < b) && !(b < a) && std::signbit(a) == std::signbit(b);
}

Flat all_numbers(const Run& run) {
  Flat all = run.derivatives;
  all.insert(all.end(), run.values.begin(), run.values.end());
  return all;
}

/// `run_once` gives what one run under *schedule leaves behind.
template <class RunOnce>
void expect_same(const Subject& subject, const backsweep::Schedule*& schedule, const RunOnce& run_once) {
  const std::vector<backsweep::Schedule> all = schedules();
  schedule = &all.front();
  const Flat expected = all_numbers(run_once());
  for (const backsweep::Schedule& each : all) {
    schedule = &each;
    const Flat got = all_numbers(run_once());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (i < got.size() && is_same_number(got[i], expected[i])) continue;
      fail(subject.place(), each.name().c_str(), i, i < got.size() ? got[i] : 0.0L, expected[i]);
    }
    expect(backsweep::Workspace::local().bytes_in_use() == 0, "the workspace is empty after the call");
    expect(backsweep::Workspace::local_blocks().bytes_in_use() == 0, "no block is left after the call");
  }
}

}  // namespace

void check_adjoint_under_schedules(const Subject& subject, const backsweep::Schedule*& schedule) {
  const Flat x = subject.inputs();
  Flat y_bar = subject.primal_at(x);
  for (std::size_t i = 0; i < y_bar.size(); ++i) y_bar[i] = static_cast<long double>(i % 7 + 1) / 8;
  expect_same(subject, schedule, [&] { return subject.run_adjoint(y_bar, Flat(x.size(), 0.0L)); });
}

void check_gradient_under_schedules(const Subject& subject, const backsweep::Schedule*& schedule) {
  expect_same(subject, schedule, [&] { return subject.run_gradient(subject.inputs(), 0.0L); });
}

}  // namespace check
