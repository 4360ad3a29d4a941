// The Burgers benchmark's gradient with its time loop checkpointed, under one schedule after the other.
#include <backsweep/compare.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "burgers.backsweep.hpp"
#include "burgers.hpp"

namespace {

std::vector<double> numbers(std::size_t count, double scale) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = scale * static_cast<double>((i * 37) % 101) / 101;
  return values;
}

}  // namespace

/// Usage: backsweep_benchmark_schedules [STEPS [REPETITIONS]]
int main(int argc, char** argv) {
  using backsweep::Schedule;
  const int cells = 1000;
  const int steps = argc > 1 ? std::atoi(argv[1]) : 100000;
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 3;
  const double courant = 0.2;
  const double diffusion = 0.1;
  const std::vector<double> initial = numbers(cells, 1);
  const std::vector<double> target = numbers(cells, 0.5);
  std::vector<double> initial_bar(cells);
  const auto primal = [&] {
    return burgers::misfit(initial.data(), target.data(), cells, steps, courant, diffusion);
  };
  const auto gradient = [&](const Schedule& schedule) {
    burgers::misfit_gradient(initial.data(), target.data(), cells, steps, courant, diffusion, initial_bar.data(),
                             schedule);
  };
  const std::string disk = std::filesystem::temp_directory_path().string();
  const backsweep::Tradeoff result = backsweep::compare(
      primal, gradient,
      {Schedule::store_all(), Schedule::for_budget(64U << 20U), Schedule::periodic(320), Schedule::revolve(1000),
       Schedule::revolve(100), Schedule::revolve(20), Schedule::online(100), Schedule::multistage(20, 200, disk)},
      {"1-D Burgers, 1000 cells, " + std::to_string(steps) + " steps", repetitions, 64U << 20U});
  std::printf("%s", result.table().c_str());
  backsweep::write_tradeoff(result, "schedules");
  return 0;
}
