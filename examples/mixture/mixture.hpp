// Log-likelihood of a Gaussian mixture.
#pragma once

#include <vector>

namespace mixture {

/// The components behind a parameter vector.
struct Component {
  double log_weight;
  std::vector<double> mean;
  /// Lower triangular factor of the covariance, row by row.
  std::vector<double> factor;
};

/// Number of parameters of a mixture of `components` in `dimension` coordinates.
int parameter_count(int components, int dimension);

/// Reads the components out of a parameter vector: first the logarithms of the weights up to a constant, then all
/// means, then per component the rows of the factor, its diagonal as logarithms.
std::vector<Component> unpack(const std::vector<double>& parameters, int components, int dimension);

/// Log-likelihood of `data`, whose rows are `dimension` coordinates each.
double log_likelihood(const std::vector<double>& parameters, const std::vector<double>& data, int components,
                      int dimension);

}  // namespace mixture
