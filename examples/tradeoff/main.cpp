// Asks what the gradient would cost, and runs it within 64 MB.
#include <backsweep/check.hpp>
#include <backsweep/checkpoint.hpp>
#include <cmath>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "assimilation.backsweep.hpp"
#include "assimilation.hpp"
#include "wave.hpp"

namespace {

using backsweep::Schedule;
using Vector = std::vector<double>;

constexpr std::size_t kBudget = 64U << 20U;

using assimilation::wave;

bool check_on_few_cells() {
  assimilation::Flow flow;
  int steps = 0;
  const Vector observed = assimilation::forecast(wave(40, 0.5), flow, steps);
  const auto value = [&](const Vector& x) { return assimilation::misfit(x, observed, flow); };
  const auto gradient = [&](const Vector& x, Vector& x_bar) {
    assimilation::misfit_gradient(x, observed, flow, x_bar, Schedule::revolve(5));
  };
  const backsweep::CheckResult check = backsweep::check_gradient(value, gradient, wave(40, 0.3));
  std::printf("gradient check on 40 cells, %d steps: %s\n", steps, check.message.c_str());
  return static_cast<bool>(check);
}

double megabytes(std::size_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

/// What the schedules would need for this many steps, before anything is differentiated.
void predict(int steps, std::size_t state_bytes) {
  const backsweep::LoopForm form{/*keeps_start=*/true, /*has_records=*/true, /*reaches_end=*/true,
                                 /*knows_steps=*/false, /*mixes=*/true};
  backsweep::Costs costs;
  costs.state_bytes = state_bytes;
  costs.record_bytes = 4 * state_bytes;
  std::printf("predicted for %d steps:\n", steps);
  for (const Schedule& schedule : {Schedule::store_all(), Schedule::recompute(), Schedule::for_budget(kBudget)}) {
    const backsweep::Prediction cost = schedule.simulate(steps, costs, form);
    std::printf("  %-28s %8.1f MB, %lld steps run forward\n", schedule.name().c_str(), megabytes(cost.peak_memory_bytes),
                static_cast<long long>(cost.forward_steps));
  }
}

/// A few steps of steepest descent, shorter ones where the misfit rises.
void assimilate(const Vector& observed, Vector x, const assimilation::Flow& flow) {
  Vector bar(x.size());
  Vector best = x;
  Vector best_bar(x.size());
  double least = INFINITY;
  double length = static_cast<double>(x.size()) / 8;
  for (int iteration = 0; iteration < 8; ++iteration) {
    const double value = assimilation::misfit_gradient(x, observed, flow, bar, Schedule::for_budget(kBudget));
    const backsweep::Statistics& run = backsweep::last_run();
    std::printf("  misfit %.6f   %lld steps, %lld run forward, peak %.1f MB\n", value, static_cast<long long>(run.steps),
                static_cast<long long>(run.forward_steps), megabytes(run.peak_memory_bytes));
    if (run.peak_memory_bytes > kBudget) throw std::runtime_error("the budget was exceeded");
    length *= value < least ? 1.5 : 0.25;
    if (value < least) {
      least = value;
      best = x;
      best_bar = bar;
    }
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = best[i] - length * best_bar[i];
  }
}

int run() {
  if (!check_on_few_cells()) return 1;
  const std::size_t cells = 2000;
  const assimilation::Flow flow;
  int steps = 0;
  const Vector observed = assimilation::forecast(wave(cells, 0.5), flow, steps);
  const Vector guess = wave(cells, 0.3);
  predict(steps, cells * sizeof(double) + 3 * sizeof(double));
  std::printf("assimilation within %.0f MB:\n", megabytes(kBudget));
  assimilate(observed, guess, flow);
  std::printf("emitted derivative: %s\n", EMITTED_FILE);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
