// Log-likelihood of a Gaussian mixture with a Wishart prior, parametrised as in ADBench.
#pragma once

namespace gmm {

/// Parameters of the prior on the inverse covariances.
struct Wishart {
  double gamma;
  int m;
};

/// Log-posterior of `n` points of `d` coordinates under `k` components.
///
/// `alphas`: log-weights up to a constant; `means`: k*d; `icf`: per component the logarithms of the diagonal (d) and
/// the strict lower triangle, column by column (d*(d-1)/2), of the square root of the inverse covariance; `x`: n*d.
double log_posterior(int d, int k, int n, const double* alphas, const double* means, const double* icf, const double* x,
                     Wishart wishart);

}  // namespace gmm
