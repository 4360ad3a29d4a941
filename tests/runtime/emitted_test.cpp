// The calls that emitted code makes, one function per form described at the top of checkpoint.hpp.
//
// Each primal stands as a user would write it, and below it the derivative in the shape that the tool emits. The
// derivatives are compared with differences of the primal, and to the bit between schedules.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/check.hpp"
#include "backsweep/checkpoint.hpp"

namespace {

using backsweep::Schedule;
using Vector = std::vector<double>;

// 1. A counted loop between other code, over two buffers that change places.

double misfit(const double* start, int n, int steps, double k) {
  Vector first(start, start + n);
  Vector second(static_cast<std::size_t>(n));
  for (double& value : first) value *= value;
  double* u = first.data();
  double* next = second.data();
  for (int step = 1; step < steps; step += 2) {
    next[0] = u[0];
    for (int i = 1; i < n; ++i) next[i] = u[i] - k * u[i] * u[i - 1] + 0.001 * step;
    std::swap(u, next);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  return sum;
}

double misfit_gradient(const double* start, int n, int steps, double k, double* start_bar, double& k_bar,
                       const Schedule& schedule = Schedule::store_all()) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  const backsweep::Frame blocks_frame(backsweep::Workspace::local_blocks());
  Vector first(start, start + n);
  Vector first_bar(static_cast<std::size_t>(n));
  Vector second(static_cast<std::size_t>(n));
  Vector second_bar(static_cast<std::size_t>(n));
  for (double& value : first) {
    workspace.push(value);
    value *= value;
  }
  double* u = first.data();
  double* u_bar = first_bar.data();
  double* next = second.data();
  double* next_bar = second_bar.data();
  const std::int64_t trips = steps > 1 ? steps / 2 : 0;
  backsweep::CheckpointedLoop loop(
      schedule,
      backsweep::state(backsweep::live_span(u, n), backsweep::value(next), backsweep::value(u_bar),
                       backsweep::value(next_bar)),
      [&](std::int64_t trip) {
        const int step = 1 + 2 * static_cast<int>(trip);
        next[0] = u[0];
        for (int i = 1; i < n; ++i) next[i] = u[i] - k * u[i] * u[i - 1] + 0.001 * step;
        std::swap(u, next);
        std::swap(u_bar, next_bar);
      },
      [&](std::int64_t trip) {
        const int step = 1 + 2 * static_cast<int>(trip);
        workspace.push_array(next, n);
        next[0] = u[0];
        for (int i = 1; i < n; ++i) next[i] = u[i] - k * u[i] * u[i - 1] + 0.001 * step;
        std::swap(u, next);
        std::swap(u_bar, next_bar);
      });
  loop.forward(trips);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];

  for (int i = 0; i < n; ++i) u_bar[i] += 2 * u[i];
  double k_bar_sum = 0;
  loop.backward([&](std::int64_t) {
    std::swap(u_bar, next_bar);
    std::swap(u, next);
    for (int i = n - 1; i >= 1; --i) {
      const double next_bar_in = next_bar[i];
      next_bar[i] = 0;
      u_bar[i] += next_bar_in * (1 - k * u[i - 1]);
      u_bar[i - 1] -= next_bar_in * k * u[i];
      k_bar_sum -= next_bar_in * u[i] * u[i - 1];
    }
    u_bar[0] += next_bar[0];
    next_bar[0] = 0;
    workspace.pop_array(next, n);
  });
  for (std::size_t i = first.size(); i-- > 0;) {
    first[i] = workspace.pop<double>();
    start_bar[i] += 2 * first[i] * first_bar[i];
  }
  k_bar += k_bar_sum;
  return sum;
}

// 2. The same kind of loop with steps that are taped and reversed in one scope. The primal changes its argument, and
// the adjoint puts the results back in the end.

void relax(double* u, int n, int steps) {
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(-u[i]);
      u[i] += 0.1 * e / (1 + step);
    }
  }
}

void relax_adjoint(double* u, int n, int steps, double* u_bar, const Schedule& schedule = Schedule::store_all()) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  backsweep::Workspace& blocks = backsweep::Workspace::local_blocks();
  const backsweep::Frame blocks_frame(blocks);
  double* u_out = blocks.allocate<double>(n);
  backsweep::CheckpointedLoop loop(schedule, backsweep::state(backsweep::span(u, n)), [&](std::int64_t step) {
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(-u[i]);
      u[i] += 0.1 * e / (1 + static_cast<int>(step));
    }
  });
  loop.forward(steps);
  std::memcpy(u_out, u, static_cast<std::size_t>(n) * sizeof(double));
  loop.backward([&](std::int64_t step) {
    for (int i = 0; i < n; ++i) {
      const double e = std::exp(-u[i]);
      const double e_bar = 0.1 / (1 + static_cast<int>(step)) * u_bar[i];
      u_bar[i] -= e * e_bar;
    }
  });
  std::memcpy(u, u_out, static_cast<std::size_t>(n) * sizeof(double));
}

// 3. A loop that runs until it has converged, with a `break` in its body and output.

int printed = 0;

double square_root(double a) {
  double x = a;
  double change = 1;
  while (std::fabs(change) > 1e-12) {
    change = 0.5 * (a / x - x);
    ++printed;
    if (x > 1e6) break;
    x += change;
  }
  return x;
}

double square_root_gradient(double a, double& a_bar, const Schedule& schedule = Schedule::store_all()) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  const backsweep::Frame blocks_frame(backsweep::Workspace::local_blocks());
  double x = a;
  double change = 1;
  bool is_left = false;
  const auto step = [&](bool is_recorded) {
    const double quotient = a / x;
    change = 0.5 * (quotient - x);
    if (!backsweep::is_running_again()) ++printed;
    is_left = x > 1e6;
    if (is_recorded) {
      workspace.push(x);
      workspace.push(is_left);
    }
    if (!is_left) x += change;
  };
  backsweep::CheckpointedLoop loop(
      schedule, backsweep::state(backsweep::value(x), backsweep::value(change), backsweep::value(is_left)),
      [&](std::int64_t) { step(false); }, [&](std::int64_t) { step(true); });
  loop.forward_while([&] { return !is_left && std::fabs(change) > 1e-12; });
  const double result = x;
  double x_bar = 1;
  double change_bar = 0;
  double a_bar_sum = 0;
  loop.backward([&](std::int64_t) {
    const bool was_left = workspace.pop<bool>();
    x = workspace.pop<double>();
    if (!was_left) change_bar += x_bar;
    const double quotient_bar = 0.5 * change_bar;
    x_bar -= 0.5 * change_bar;
    change_bar = 0;
    a_bar_sum += quotient_bar / x;
    x_bar -= a / (x * x) * quotient_bar;
  });
  a_bar = a_bar_sum + x_bar;
  return result;
}

// Loops in sequence, the second with a loop in each of its steps.

double orbit(double x, int n, int m) {
  for (int i = 0; i < n; ++i) x += 0.1 * std::sin(x);
  for (int i = 0; i < n; ++i) {
    double y = x;
    for (int j = 0; j < m; ++j) y -= 0.05 * y * y;
    x = 0.9 * x + 0.1 * std::cos(y);
  }
  return x;
}

double orbit_gradient(double x, int n, int m, double& x_bar, const Schedule& schedule = Schedule::store_all()) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  const backsweep::Frame blocks_frame(backsweep::Workspace::local_blocks());
  backsweep::CheckpointedLoop loop(
      schedule.share(3), backsweep::state(backsweep::value(x)), [&](std::int64_t) { x += 0.1 * std::sin(x); },
      [&](std::int64_t) {
        workspace.push(x);
        x += 0.1 * std::sin(x);
      });
  loop.forward(n);
  backsweep::CheckpointedLoop loop_2(schedule.share(3), backsweep::state(backsweep::value(x)), [&](std::int64_t) {
    double y = x;
    for (int j = 0; j < m; ++j) y -= 0.05 * y * y;
    x = 0.9 * x + 0.1 * std::cos(y);
  });
  loop_2.forward(n);
  const double result = x;
  double x_bar_sum = 1;
  loop_2.backward([&](std::int64_t) {
    double y = x;
    backsweep::CheckpointedLoop loop_3(
        schedule.share(3), backsweep::state(backsweep::value(y)), [&](std::int64_t) { y -= 0.05 * y * y; },
        [&](std::int64_t) {
          workspace.push(y);
          y -= 0.05 * y * y;
        });
    loop_3.forward(m);
    double y_bar = -0.1 * std::sin(y) * x_bar_sum;
    x_bar_sum = 0.9 * x_bar_sum;
    loop_3.backward([&](std::int64_t) {
      y = workspace.pop<double>();
      y_bar -= 0.1 * y * y_bar;
    });
    x_bar_sum += y_bar;
  });
  loop.backward([&](std::int64_t) {
    x = workspace.pop<double>();
    x_bar_sum += 0.1 * std::cos(x) * x_bar_sum;
  });
  x_bar = x_bar_sum;
  return result;
}

std::vector<Schedule> schedules() {
  const std::string directory = std::filesystem::temp_directory_path().string();
  return {Schedule::store_all(),
          Schedule::store_states(),
          Schedule::recompute(),
          Schedule::periodic(4),
          Schedule::two_level(6, 2, directory),
          Schedule::revolve(3),
          Schedule::multistage(2, 2, directory),
          Schedule::mixed(4),
          Schedule::online(3),
          Schedule::for_budget(1500),
          Schedule::for_budget(1'000'000)};
}

/// Runs a gradient under every schedule, expects the same to the bit, and returns it.
Vector same_everywhere(const std::function<Vector(const Schedule&)>& gradient) {
  const Vector expected = gradient(Schedule::store_all());
  for (const Schedule& schedule : schedules()) {
    EXPECT_EQ(gradient(schedule), expected) << schedule.name();
    EXPECT_EQ(gradient(schedule), expected) << schedule.name() << ", the second time";
    EXPECT_EQ(backsweep::Workspace::local().bytes_in_use(), 0u) << schedule.name();
    EXPECT_EQ(backsweep::Workspace::local_blocks().bytes_in_use(), 0u) << schedule.name();
    if (schedule.budget() > 0) {
      EXPECT_LE(backsweep::last_run().peak_memory_bytes, schedule.budget());
    }
  }
  return expected;
}

TEST(Emitted, CountedLoopBetweenOtherCode) {
  const Vector start{0.9, 0.8, 1.1, 1.2, 0.7};
  for (const int steps : {0, 1, 2, 37}) {
    const auto value = [&](const Vector& x) { return misfit(x.data(), 5, steps, x[5]); };
    const auto gradient = [&](const Vector& x, Vector& x_bar) {
      x_bar = same_everywhere([&](const Schedule& schedule) {
        Vector bar(6);
        const double result = misfit_gradient(x.data(), 5, steps, x[5], bar.data(), bar[5], schedule);
        EXPECT_EQ(result, misfit(x.data(), 5, steps, x[5]));
        return bar;
      });
    };
    Vector x(start);
    x.push_back(0.1);
    const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, x);
    EXPECT_TRUE(result) << steps << " steps: " << result;
  }
}

TEST(Emitted, StepsReversedInOnePiece) {
  for (const int steps : {0, 1, 2, 30}) {
    const auto value = [&](const Vector& x) {
      Vector u(x);
      relax(u.data(), 4, steps);
      return u[0] + 2 * u[1] - u[2] + 0.5 * u[3];
    };
    const auto gradient = [&](const Vector& x, Vector& x_bar) {
      x_bar = same_everywhere([&](const Schedule& schedule) {
        Vector u(x);
        Vector bar{1, 2, -1, 0.5};
        relax_adjoint(u.data(), 4, steps, bar.data(), schedule);
        Vector expected(x);
        relax(expected.data(), 4, steps);
        EXPECT_EQ(u, expected) << schedule.name() << ": the adjoint leaves the primal's results";
        return bar;
      });
    };
    const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, {0.1, 0.5, -0.3, 0.8});
    EXPECT_TRUE(result) << steps << " steps: " << result;
  }
}

TEST(Emitted, LoopThatEndsByItself) {
  for (const double a : {2.0, 12345.0, 5e6}) {
    const auto value = [](const Vector& x) { return square_root(x[0]); };
    printed = 0;
    square_root(a);
    const int expected_output = printed;
    const auto gradient = [&](const Vector& x, Vector& x_bar) {
      x_bar = same_everywhere([&](const Schedule& schedule) {
        Vector bar(1);
        printed = 0;
        EXPECT_EQ(square_root_gradient(x[0], bar[0], schedule), square_root(x[0]));
        return bar;
      });
    };
    const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, {a});
    EXPECT_TRUE(result) << a << ": " << result;
    for (const Schedule& schedule : schedules()) {
      double a_bar = 0;
      printed = 0;
      square_root_gradient(a, a_bar, schedule);
      EXPECT_EQ(printed, expected_output) << schedule.name() << ": output comes once";
    }
  }
}

// Code behind a loop may keep blocks to the end of the function, and they are not the loop's.

double blend(double x, int n) {
  for (int i = 0; i < n; ++i) x += 0.1 * std::sin(x);
  double y[100];
  for (int i = 0; i < 100; ++i) y[i] = x * x + i;
  double sum = 0;
  for (const double value : y) sum += value * value;
  return sum;
}

double blend_gradient(double x, int n, double& x_bar, const Schedule& schedule = Schedule::store_all()) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  backsweep::Workspace& blocks = backsweep::Workspace::local_blocks();
  const backsweep::Frame blocks_frame(blocks);
  backsweep::CheckpointedLoop loop(
      schedule, backsweep::state(backsweep::value(x)), [&](std::int64_t) { x += 0.1 * std::sin(x); },
      [&](std::int64_t) {
        workspace.push(x);
        x += 0.1 * std::sin(x);
      });
  loop.forward(n);
  double* y = blocks.allocate<double>(100);
  for (int i = 0; i < 100; ++i) y[i] = x * x + i;
  double sum = 0;
  for (int i = 0; i < 100; ++i) sum += y[i] * y[i];
  double x_bar_sum = 0;
  for (int i = 99; i >= 0; --i) x_bar_sum += 2 * y[i] * 2 * x;
  loop.backward([&](std::int64_t) {
    x = workspace.pop<double>();
    x_bar_sum += 0.1 * std::cos(x) * x_bar_sum;
  });
  x_bar = x_bar_sum;
  return sum;
}

TEST(Emitted, CodeBehindTheLoopKeepsBlocks) {
  const auto value = [](const Vector& x) { return blend(x[0], 25); };
  const auto gradient = [](const Vector& x, Vector& x_bar) {
    x_bar = same_everywhere([&](const Schedule& schedule) {
      Vector bar(1);
      EXPECT_EQ(blend_gradient(x[0], 25, bar[0], schedule), blend(x[0], 25));
      EXPECT_LT(backsweep::last_run().peak_memory_bytes, 100 * sizeof(double));
      return bar;
    });
    blend_gradient(x[0], 25, x_bar[0], Schedule::for_budget(100));
  };
  const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, {0.7});
  EXPECT_TRUE(result) << result;
}

TEST(Emitted, LoopsInSequenceAndNested) {
  const auto value = [](const Vector& x) { return orbit(x[0], 25, 12); };
  const auto gradient = [](const Vector& x, Vector& x_bar) {
    x_bar = same_everywhere([&](const Schedule& schedule) {
      Vector bar(1);
      EXPECT_EQ(orbit_gradient(x[0], 25, 12, bar[0], schedule), orbit(x[0], 25, 12));
      return bar;
    });
  };
  const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, {0.7});
  EXPECT_TRUE(result) << result;
}

TEST(Emitted, AllLoopsTogetherKeepToTheBudget) {
  for (const std::size_t budget : {400u, 600u, 1000u, 3000u}) {
    for (int call = 0; call < 2; ++call) {
      backsweep::Workspace::local().reset_peak();
      backsweep::Workspace::local_blocks().reset_peak();
      double x_bar = 0;
      orbit_gradient(0.7, 200, 40, x_bar, Schedule::for_budget(budget));
      const std::size_t peak =
          backsweep::Workspace::local().peak_bytes() + backsweep::Workspace::local_blocks().peak_bytes();
      EXPECT_LE(peak, budget);
    }
  }
}

TEST(Emitted, ProgressAndStatisticsComeThroughTheSchedule) {
  std::vector<backsweep::Statistics> runs;
  std::int64_t most = 0;
  const Schedule schedule = Schedule::revolve(3)
                                .with_progress([&](const backsweep::Progress& p) { most = std::max(most, p.done); })
                                .with_statistics([&](const backsweep::Statistics& run) { runs.push_back(run); });
  double x_bar = 0;
  orbit_gradient(0.7, 25, 100, x_bar, schedule);
  ASSERT_EQ(runs.size(), 2u) << "the loop inside a step does not report";
  EXPECT_EQ(runs[0].steps, 25);
  EXPECT_FALSE(runs[0].form.has_records);
  EXPECT_EQ(runs[1].steps, 25);
  EXPECT_TRUE(runs[1].form.has_records);
  EXPECT_EQ(most, 25);
}

}  // namespace
