// Gradients of three time loops under one schedule after the other: what each costs, predicted and measured.
#include <backsweep/check.hpp>
#include <backsweep/compare.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "burgers.backsweep.hpp"
#include "burgers.hpp"
#include "lorenz.backsweep.hpp"
#include "lorenz.hpp"
#include "shallow_water.backsweep.hpp"
#include "shallow_water.hpp"

namespace {

using backsweep::Schedule;
using Vector = std::vector<double>;

constexpr std::size_t kBudget = 64U << 20U;

Vector numbers(std::size_t count, double mean, double spread) {
  Vector values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = mean + spread * static_cast<double>((i * 37) % 101) / 101;
  return values;
}

/// Compares the gradient of a small case with differences; prints what it finds.
template <class Value, class Gradient>
bool check(const char* name, const Value& value, const Gradient& gradient, const Vector& at) {
  const backsweep::CheckResult result = backsweep::check_gradient(value, gradient, at);
  std::printf("%s: gradient check: %s\n", name, result.message.c_str());
  return static_cast<bool>(result);
}

template <class Primal, class Gradient>
void compare(const char* name, const std::string& title, const std::vector<Schedule>& schedules, int repetitions,
             const Primal& primal, const Gradient& gradient) {
  const backsweep::Tradeoff result =
      backsweep::compare(primal, gradient, schedules, {title, repetitions, kBudget});
  std::printf("%s\n", result.table().c_str());
  backsweep::write_tradeoff(result, std::string("schedules_") + name);
}

/// Gradient by the initial state and by the viscosity, which are laid out one after another in `x`.
bool run_burgers(long steps, int repetitions) {
  const double courant = 0.2;
  const auto value = [&](const Vector& x, int count) {
    const int cells = static_cast<int>(x.size()) - 1;
    const Vector target = numbers(x.size(), 0, 0.5);
    return burgers::misfit(x.data(), target.data(), cells, count, courant, x.back());
  };
  const auto gradient = [&](const Vector& x, Vector& x_bar, int count, const Schedule& schedule) {
    const int cells = static_cast<int>(x.size()) - 1;
    const Vector target = numbers(x.size(), 0, 0.5);
    x_bar.resize(x.size());
    return burgers::misfit_gradient(x.data(), target.data(), cells, count, courant, x.back(), x_bar.data(),
                                    x_bar.back(), schedule);
  };
  Vector small = numbers(41, 0, 1);
  small.back() = 0.1;
  const bool is_right = check(
      "burgers", [&](const Vector& x) { return value(x, 60); },
      [&](const Vector& x, Vector& x_bar) { gradient(x, x_bar, 60, Schedule::revolve(5)); }, small);
  Vector x = numbers(1001, 0, 1);
  x.back() = 0.1;
  Vector x_bar;
  const std::string disk = std::filesystem::temp_directory_path().string();
  const auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(steps)));
  compare("burgers", "1-D Burgers, 1000 cells, " + std::to_string(steps) + " steps",
          {Schedule::for_budget(kBudget), Schedule::periodic(root), Schedule::revolve(1000), Schedule::revolve(100),
           Schedule::revolve(30), Schedule::online(100), Schedule::multistage(20, 200, disk)},
          repetitions, [&] { value(x, static_cast<int>(steps)); },
          [&](const Schedule& schedule) { gradient(x, x_bar, static_cast<int>(steps), schedule); });
  return is_right;
}

bool run_shallow_water(long cells, int repetitions) {
  const double friction = 0.1;
  const auto pond = [](int side) {
    Vector h(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int j = 0; j < side; ++j) {
      for (int i = 0; i < side; ++i) {
        const double dx = (i + 0.3) / side - 0.4;
        const double dy = (j + 0.1) / side - 0.6;
        h[static_cast<std::size_t>(j * side + i)] = 1 + 0.3 * std::exp(-40 * (dx * dx + dy * dy)) + 0.01 * dx;
      }
    }
    return h;
  };
  const auto value = [&](const Vector& h, int side, double end) {
    const Vector observed(h.size(), 1.0);
    return shallow_water::misfit(h.data(), observed.data(), side, end, friction);
  };
  const auto gradient = [&](const Vector& h, Vector& h_bar, int side, double end, const Schedule& schedule) {
    const Vector observed(h.size(), 1.0);
    h_bar.resize(h.size());
    return shallow_water::misfit_gradient(h.data(), observed.data(), side, end, friction, h_bar.data(), schedule);
  };
  const bool is_right = check(
      "shallow water", [&](const Vector& h) { return value(h, 10, 0.2); },
      [&](const Vector& h, Vector& h_bar) { gradient(h, h_bar, 10, 0.2, Schedule::online(5)); }, pond(10));
  const int side = static_cast<int>(cells);
  const Vector h = pond(side);
  Vector h_bar;
  compare("shallow_water", "2-D shallow water, adaptive step, " + std::to_string(side) + " x " + std::to_string(side),
          {Schedule::store_all(), Schedule::store_states(), Schedule::for_budget(kBudget), Schedule::online(50),
           Schedule::online(10)},
          repetitions, [&] { value(h, side, 1); },
          [&](const Schedule& schedule) { gradient(h, h_bar, side, 1, schedule); });
  return is_right;
}

bool run_lorenz(long steps, int repetitions) {
  const Vector target{1, 2, 20};
  const auto value = [&](const Vector& x, long count) {
    return lorenz::misfit(x.data(), target.data(), x[3], count, 1e-7);
  };
  const auto gradient = [&](const Vector& x, Vector& x_bar, long count, const Schedule& schedule) {
    x_bar.resize(x.size());
    return lorenz::misfit_gradient(x.data(), target.data(), x[3], count, 1e-7, x_bar.data(), x_bar[3], schedule);
  };
  const Vector start{1, 1, 1, 28};
  const bool is_right = check(
      "lorenz", [&](const Vector& x) { return value(x, 500); },
      [&](const Vector& x, Vector& x_bar) { gradient(x, x_bar, 500, Schedule::revolve(7)); }, start);
  Vector x_bar;
  compare("lorenz", "Lorenz, " + std::to_string(steps) + " steps",
          {Schedule::for_budget(kBudget), Schedule::periodic(3000), Schedule::revolve(1000), Schedule::revolve(100),
           Schedule::online(100)},
          repetitions, [&] { value(start, steps); },
          [&](const Schedule& schedule) { gradient(start, x_bar, steps, schedule); });
  return is_right;
}

struct Problem {
  const char* name;
  long size;
  bool (*run)(long size, int repetitions);
};

constexpr Problem kProblems[] = {
    {"burgers", 100000, run_burgers}, {"shallow_water", 100, run_shallow_water}, {"lorenz", 10000000, run_lorenz}};

}  // namespace

/// Usage: backsweep_benchmark_schedules [PROBLEM|all [SIZE [REPETITIONS]]]
int main(int argc, char** argv) {
  const char* const wanted = argc > 1 ? argv[1] : "all";
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 3;
  bool is_right = true;
  bool is_known = false;
  for (const Problem& problem : kProblems) {
    if (std::strcmp(wanted, "all") != 0 && std::strcmp(wanted, problem.name) != 0) continue;
    is_known = true;
    const long size = argc > 2 ? std::atol(argv[2]) : problem.size;
    is_right = problem.run(size, repetitions) && is_right;
  }
  if (!is_known) std::fprintf(stderr, "no problem is called '%s'\n", wanted);
  return is_right && is_known ? 0 : 1;
}
