// A derivative evaluates exp, tanh, log, sqrt and pow exactly as often as its primal: results are kept or still at hand.
// The linker's --wrap sends every call through a counter.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kernels.backsweep.hpp"

namespace kernels {
double recurrence(const std::vector<double>& weights, const std::vector<double>& inputs, int cells);
double log_sum_exp(const double* x, int n);
double mixture(const double* points, int n, const double* means, int components);
double pair_energy(const double* position, int n);
}  // namespace kernels

namespace {

std::map<std::string, long> calls;

/// How often each function is called while `run` runs.
std::map<std::string, long> count(const std::function<void()>& run) {
  calls.clear();
  run();
  return calls;
}

std::vector<double> sample(int n) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(0.1 * (i * 7 % 11) - 0.3);
  return values;
}

}  // namespace

#define COUNTED(name)                     \
  extern "C" double __real_##name(double); \
  extern "C" double __wrap_##name(double x) { ++calls[#name]; return __real_##name(x); }
COUNTED(exp)
COUNTED(tanh)
COUNTED(log)
COUNTED(sqrt)
#undef COUNTED
extern "C" double __real_pow(double, double);
extern "C" double __wrap_pow(double x, double y) { ++calls["pow"]; return __real_pow(x, y); }

TEST(CallCounts, Recurrence) {
  const std::vector<double> weights = sample(12);
  const std::vector<double> inputs = sample(20);
  std::vector<double> weights_bar;
  std::vector<double> inputs_bar;
  const auto primal = count([&] { kernels::recurrence(weights, inputs, 3); });
  EXPECT_EQ(primal.at("exp"), 3 * 3 * 20);
  EXPECT_EQ(count([&] { kernels::recurrence_gradient(weights, inputs, 3, weights_bar, inputs_bar); }), primal);
}

TEST(CallCounts, LogSumExp) {
  const std::vector<double> x = sample(30);
  std::vector<double> x_bar(30);
  const auto primal = count([&] { kernels::log_sum_exp(x.data(), 30); });
  EXPECT_EQ(primal.at("exp"), 30);
  EXPECT_EQ(count([&] { kernels::log_sum_exp_gradient(x.data(), 30, x_bar.data()); }), primal);
}

TEST(CallCounts, Mixture) {
  const std::vector<double> points = sample(25);
  const std::vector<double> means = sample(4);
  std::vector<double> means_bar(4);
  const auto primal = count([&] { kernels::mixture(points.data(), 25, means.data(), 4); });
  EXPECT_EQ(primal.at("exp"), 25 * 4);
  EXPECT_EQ(count([&] { kernels::mixture_gradient(points.data(), 25, means.data(), 4, means_bar.data()); }), primal);
}

TEST(CallCounts, PairEnergy) {
  const std::vector<double> position = sample(9);
  std::vector<double> position_bar(9);
  const auto primal = count([&] { kernels::pair_energy(position.data(), 9); });
  EXPECT_EQ(primal.at("sqrt"), 9 * 8 / 2);
  EXPECT_EQ(count([&] { kernels::pair_energy_gradient(position.data(), 9, position_bar.data()); }), primal);
}
