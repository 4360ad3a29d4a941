// Fits two Gaussians to the eruptions of Old Faithful, with the gradient that Backsweep emitted from mixture.cpp.
#include <backsweep/check.hpp>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "fit.hpp"
#include "mixture.backsweep.hpp"
#include "mixture.hpp"

namespace {

constexpr int kComponents = 2;
constexpr int kDimension = 2;

/// Equal weights, one component for the short eruptions and one for the long ones, wide covariances.
std::vector<double> starting_point() {
  return {0, 0, 2, 50, 4.5, 80, std::log(1.0), 0, std::log(10.0), std::log(1.0), 0, std::log(10.0)};
}

void print_fit(const std::vector<double>& parameters) {
  for (const mixture::Component& component : mixture::unpack(parameters, kComponents, kDimension)) {
    const std::vector<double>& factor = component.factor;
    std::printf("  weight %.4f  mean (%.4f, %.4f)  covariance [%.5f %.5f; %.5f %.4f]\n", std::exp(component.log_weight),
                component.mean[0], component.mean[1], factor[0] * factor[0], factor[0] * factor[1],
                factor[0] * factor[1], factor[1] * factor[1] + factor[2] * factor[2]);
  }
}

int run(const std::string& path) {
  std::vector<double> data;
  for (const std::vector<double>& row : example::read_table(path)) data.insert(data.end(), row.begin(), row.end());
  std::printf("Old Faithful: %zu eruptions\n", data.size() / kDimension);

  const auto value = [&](const std::vector<double>& x) {
    return -mixture::log_likelihood(x, data, kComponents, kDimension);
  };
  const auto gradient = [&](const std::vector<double>& x, std::vector<double>& x_bar) {
    const double result = mixture::log_likelihood_gradient(x, data, kComponents, kDimension, x_bar);
    for (double& component : x_bar) component = -component;
    return -result;
  };

  const std::vector<double> start = starting_point();
  const backsweep::CheckResult check = backsweep::check_gradient(value, gradient, start);
  std::printf("gradient check: %s\n", check.message.c_str());
  if (!check) return 1;

  const example::Fit fit = example::minimize(gradient, start);
  std::printf("fit after %d evaluations:\n", fit.evaluations);
  print_fit(fit.x);
  std::printf("log-likelihood: %.4f\n", -fit.value);
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
