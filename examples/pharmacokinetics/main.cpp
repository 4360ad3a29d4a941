// Fits the absorption of theophylline, with the gradient that Backsweep emitted from pharmacokinetics.c.
#include <backsweep/check.hpp>
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "fit.hpp"
#include "pharmacokinetics.backsweep.hpp"
#include "pharmacokinetics.h"

namespace {

struct Series {
  double dose = 0;
  std::vector<double> time;
  std::vector<double> concentration;
};

/// The samples of each subject; the columns are subject, weight, dose, time, concentration.
std::vector<Series> read_series(const std::string& path) {
  std::map<double, Series> by_subject;
  for (const std::vector<double>& row : example::read_table(path)) {
    Series& series = by_subject[row.at(0)];
    series.dose = row.at(2);
    series.time.push_back(row.at(3));
    series.concentration.push_back(row.at(4));
  }
  std::vector<Series> all;
  for (const auto& [number, series] : by_subject) all.push_back(series);
  return all;
}

int run(const std::string& path) {
  const std::vector<Series> series = read_series(path);
  std::vector<subject> subjects;
  int samples = 0;
  for (const Series& one : series) {
    const int count = static_cast<int>(one.time.size());
    subjects.push_back({one.dose, count, one.time.data(), one.concentration.data()});
    samples += count;
  }
  const int subject_count = static_cast<int>(subjects.size());
  std::printf("theophylline: %d subjects, %d samples\n", subject_count, samples);

  const auto value = [&](const std::vector<double>& x) {
    return sum_of_squares(x.data(), subjects.data(), subject_count);
  };
  const auto gradient = [&](const std::vector<double>& x, std::vector<double>& x_bar) {
    return sum_of_squares_gradient(x.data(), subjects.data(), subject_count, x_bar.data());
  };

  const std::vector<double> start = {-2, 0, -3};
  const backsweep::CheckResult check = backsweep::check_gradient(value, gradient, start);
  std::printf("gradient check: %s\n", check.message.c_str());
  if (!check) return 1;

  const example::Fit fit = example::minimize(gradient, start);
  std::printf("fit after %d evaluations:\n", fit.evaluations);
  std::printf("  elimination %.4f per h  absorption %.4f per h  clearance %.5f l/h per kg\n", std::exp(fit.x[0]),
              std::exp(fit.x[1]), std::exp(fit.x[2]));
  std::printf("  logarithms: %.4f %.4f %.4f\n", fit.x[0], fit.x[1], fit.x[2]);
  std::printf("sum of squares: %.4f  (log-likelihood: %.4f)\n", fit.value,
              -0.5 * samples * (std::log(6.283185307179586 * fit.value / samples) + 1));
  std::printf("emitted derivative: %s\n", EMITTED_FILE);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc > 1 ? argv[1] : DATA_FILE);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
}
