// Log-likelihood of a Gaussian mixture. Plain C++ that knows nothing of differentiation.
#include "mixture.hpp"

#include <cmath>

namespace mixture {

namespace {

const double kLogTwoPi = 1.8378770664093454836;
const int kMaxDimension = 8;

double log_sum_exp(const double* x, int n) {
  double largest = x[0];
  for (int i = 1; i < n; ++i) {
    if (x[i] > largest) largest = x[i];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += std::exp(x[i] - largest);
  return largest + std::log(sum);
}

// Solves factor * z = point - mean from the top row down and returns the log-density of the point.
double log_density(const Component& component, const double* point, int dimension) {
  double z[kMaxDimension];
  double log_determinant = 0;
  double norm = 0;
  const double* row = component.factor.data();
  for (int i = 0; i < dimension; ++i) {
    double rest = point[i] - component.mean[i];
    for (int j = 0; j < i; ++j) rest -= *row++ * z[j];
    const double diagonal = *row++;
    z[i] = rest / diagonal;
    norm += z[i] * z[i];
    log_determinant += std::log(diagonal);
  }
  return -0.5 * (dimension * kLogTwoPi + norm) - log_determinant;
}

}  // namespace

int parameter_count(int components, int dimension) {
  return components * (1 + dimension + dimension * (dimension + 1) / 2);
}

std::vector<Component> unpack(const std::vector<double>& parameters, int components, int dimension) {
  const double* next = parameters.data();
  const double log_total = log_sum_exp(next, components);
  std::vector<Component> result(components);
  for (Component& component : result) component.log_weight = *next++ - log_total;
  for (Component& component : result) {
    component.mean.assign(next, next + dimension);
    next += dimension;
  }
  for (Component& component : result) {
    for (int i = 0; i < dimension; ++i) {
      for (int j = 0; j <= i; ++j) {
        component.factor.push_back(i == j ? std::exp(*next) : *next);
        ++next;
      }
    }
  }
  return result;
}

double log_likelihood(const std::vector<double>& parameters, const std::vector<double>& data, int components,
                      int dimension) {
  const std::vector<Component> mixture = unpack(parameters, components, dimension);
  std::vector<double> terms(components);
  double total = 0;
  for (std::size_t at = 0; at + dimension <= data.size(); at += dimension) {
    for (int k = 0; k < components; ++k) {
      terms[k] = mixture[k].log_weight + log_density(mixture[k], &data[at], dimension);
    }
    total += log_sum_exp(terms.data(), components);
  }
  return total;
}

}  // namespace mixture
