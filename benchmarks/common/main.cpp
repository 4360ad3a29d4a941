// Checks every variant's derivative against the others and against differences, then times them with Google Benchmark.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "harness.hpp"
#include "memory.hpp"

namespace bench {
namespace {

struct Variant {
  std::string name;
  std::function<Runner(long)> make;
  long max_size;
};

std::vector<Variant>& variants() {
  static std::vector<Variant> all;
  return all;
}

/// Two derivatives or values agree where this is small.
double difference(double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return std::numeric_limits<double>::infinity();
  return std::abs(x - y) / std::max(1.0, std::abs(x) + std::abs(y));
}

double difference(const std::vector<double>& x, const std::vector<double>& y, std::size_t& worst_at) {
  if (x.size() != y.size()) return std::numeric_limits<double>::infinity();
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double here = difference(x[i], y[i]);
    if (here > worst) {
      worst = here;
      worst_at = i;
    }
  }
  return worst;
}

std::vector<double> apply(long size, const std::vector<double>& derivative, const std::vector<double>& x_dot) {
  if (problem().apply) return problem().apply(size, derivative, x_dot);
  double sum = 0;
  for (std::size_t i = 0; i < derivative.size(); ++i) sum += derivative[i] * x_dot[i];
  return {sum};
}

/// Relative error of the derivative along a random unit direction, the best over a sweep of steps.
double difference_error(long size, const std::vector<double>& derivative, unsigned seed) {
  const std::vector<double> x = problem().point(size);
  std::vector<double> x_dot = random_vector(x.size(), -1, 1, seed);
  double norm = 0;
  for (const double component : x_dot) norm += component * component;
  for (double& component : x_dot) component /= std::sqrt(norm);
  const std::vector<double> expected = apply(size, derivative, x_dot);
  double best = std::numeric_limits<double>::infinity();
  for (double h = 1e-2; h > 1e-8; h /= 10) {
    std::vector<double> up = x;
    std::vector<double> down = x;
    for (std::size_t i = 0; i < x.size(); ++i) {
      up[i] += h * x_dot[i];
      down[i] -= h * x_dot[i];
    }
    const std::vector<double> above = problem().evaluate(size, up);
    const std::vector<double> below = problem().evaluate(size, down);
    double error = 0;
    double scale = 1e-300;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      error = std::max(error, std::abs((above[i] - below[i]) / (2 * h) - expected[i]));
      scale = std::max(scale, std::abs(expected[i]));
    }
    best = std::min(best, error / scale);
  }
  return best;
}

bool report(bool good, const std::string& what, double error) {
  std::fprintf(stderr, "check %s: %-36s %.1e%s\n", problem().name.c_str(), what.c_str(), error, good ? "" : "  FAILED");
  return good;
}

/// The hand-written derivative against differences of the primal, all others against the hand-written one.
bool check_derivatives() {
  const long size = problem().check_size;
  std::vector<double> reference;
  double value = 0;
  bool good = true;
  for (const Variant& variant : variants()) {
    if (variant.name == "primal") continue;
    const Runner runner = variant.make(size);
    runner.run();
    const double result = runner.run();
    const std::vector<double> derivative = runner.derivative();
    if (reference.empty()) {
      reference = derivative;
      value = result;
      for (unsigned seed = 1; seed <= 3; ++seed) {
        const double error = difference_error(size, derivative, seed);
        good = report(error < 1e-6, variant.name + " against differences", error) && good;
      }
      continue;
    }
    std::size_t worst_at = 0;
    const double error = difference(derivative, reference, worst_at);
    const std::string where = error > 0 ? " [" + std::to_string(worst_at) + "]" : "";
    good = report(error < 1e-8, variant.name + " against " + variants().front().name + where, error) && good;
    const double value_error = difference(result, value);
    good = report(value_error < 1e-11, variant.name + " value", value_error) && good;
  }
  return good;
}

void time_variant(const Variant& variant, long size) {
  const std::string name = problem().name + "/" + variant.name + "/" + std::to_string(size);
  auto runner = std::make_shared<std::unique_ptr<Runner>>();
  benchmark::internal::Benchmark* const timed =
      benchmark::RegisterBenchmark(name.c_str(), [runner, make = variant.make, size](benchmark::State& state) {
        if (!*runner) *runner = std::make_unique<Runner>(make(size));
        for (auto iteration : state) {
          static_cast<void>(iteration);
          benchmark::DoNotOptimize((*runner)->run());
        }
      });
  timed->Unit(benchmark::kMicrosecond);
  // Tapes take seconds, and their ratios are far from any tie.
  if (variant.name == "adol-c" || variant.name == "sacado") timed->Repetitions(3);
}

/// Prints one line per variant and size that run.py reads.
void print_memory() {
  for (const long size : problem().sizes) {
    for (const Variant& variant : variants()) {
      if (variant.max_size != 0 && size > variant.max_size) continue;
      const double bytes = peak_extra_bytes([&] { return variant.make(size); });
      std::printf("%s/%s/%ld %.0f\n", problem().name.c_str(), variant.name.c_str(), size, bytes);
    }
  }
}

int run(int argc, char** argv) {
  // The order of the columns, whatever the order of initialisation was.
  const std::vector<std::string> order = {"hand", "backsweep", "adol-c", "sacado", "primal"};
  std::sort(variants().begin(), variants().end(), [&](const Variant& x, const Variant& y) {
    return std::find(order.begin(), order.end(), x.name) < std::find(order.begin(), order.end(), y.name);
  });
  if (argc > 1 && std::string(argv[1]) == "--memory") {
    print_memory();
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  if (!check_derivatives()) return 1;
  benchmark::AddCustomContext("compiler", BENCH_COMPILER);
  benchmark::AddCustomContext("flags", BENCH_FLAGS);
  for (const long size : problem().sizes) {
    for (const Variant& variant : variants()) {
      if (variant.max_size == 0 || size <= variant.max_size) time_variant(variant, size);
    }
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace

Registration::Registration(std::string name, std::function<Runner(long)> make, long max_size) {
  variants().push_back({std::move(name), std::move(make), max_size});
}

}  // namespace bench

int main(int argc, char** argv) { return bench::run(argc, argv); }
