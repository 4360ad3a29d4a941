// Log-likelihood of a Gaussian mixture with a Wishart prior: plain C++, written without differentiation in mind.
#include "gmm.hpp"

#include <cmath>
#include <vector>

namespace gmm {
namespace {

constexpr double kPi = 3.14159265358979323846;

double sqnorm(int n, const double* x) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i];
  return sum;
}

void subtract(int d, const double* x, const double* y, double* out) {
  for (int i = 0; i < d; i++) out[i] = x[i] - y[i];
}

double logsumexp(int n, const double* x) {
  double largest = x[0];
  for (int i = 1; i < n; i++) {
    if (x[i] > largest) largest = x[i];
  }
  double sum = 0;
  for (int i = 0; i < n; i++) sum += std::exp(x[i] - largest);
  return std::log(sum) + largest;
}

/// Exponentiates the diagonals and sums their logarithms.
void expand_factors(int d, int k, const double* icf, double* sum_qs, double* q_diags) {
  const int icf_size = d * (d + 1) / 2;
  for (int ik = 0; ik < k; ik++) {
    sum_qs[ik] = 0;
    for (int id = 0; id < d; id++) {
      const double q = icf[ik * icf_size + id];
      sum_qs[ik] += q;
      q_diags[ik * d + id] = std::exp(q);
    }
  }
}

/// out = Q x, where Q is lower triangular with this diagonal and these columns below it.
void q_times_x(int d, const double* q_diag, const double* lower, const double* x, double* out) {
  for (int i = 0; i < d; i++) out[i] = q_diag[i] * x[i];
  int at = 0;
  for (int i = 0; i < d; i++) {
    for (int j = i + 1; j < d; j++) {
      out[j] += lower[at] * x[i];
      at++;
    }
  }
}

double log_gamma_distribution(double a, int p) {
  double out = 0.25 * p * (p - 1) * std::log(kPi);
  for (int j = 1; j <= p; j++) out += std::lgamma(a + 0.5 * (1 - j));
  return out;
}

double log_wishart_prior(int p, int k, Wishart wishart, const double* sum_qs, const double* q_diags,
                         const double* icf) {
  const int n = p + wishart.m + 1;
  const int icf_size = p * (p + 1) / 2;
  const double constant = n * p * (std::log(wishart.gamma) - 0.5 * std::log(2.0)) - log_gamma_distribution(0.5 * n, p);
  double out = 0;
  for (int ik = 0; ik < k; ik++) {
    const double frobenius = sqnorm(p, &q_diags[ik * p]) + sqnorm(icf_size - p, &icf[ik * icf_size + p]);
    out += 0.5 * wishart.gamma * wishart.gamma * frobenius - wishart.m * sum_qs[ik];
  }
  return out - k * constant;
}

}  // namespace

double log_posterior(int d, int k, int n, const double* alphas, const double* means, const double* icf, const double* x,
                     Wishart wishart) {
  const int icf_size = d * (d + 1) / 2;
  std::vector<double> q_diags(d * k);
  std::vector<double> sum_qs(k);
  std::vector<double> centered(d);
  std::vector<double> scaled(d);
  std::vector<double> terms(k);

  expand_factors(d, k, icf, sum_qs.data(), q_diags.data());

  double total = 0;
  for (int ix = 0; ix < n; ix++) {
    for (int ik = 0; ik < k; ik++) {
      subtract(d, &x[ix * d], &means[ik * d], centered.data());
      q_times_x(d, &q_diags[ik * d], &icf[ik * icf_size + d], centered.data(), scaled.data());
      terms[ik] = alphas[ik] + sum_qs[ik] - 0.5 * sqnorm(d, scaled.data());
    }
    total += logsumexp(k, terms.data());
  }

  return -n * d * 0.5 * std::log(2 * kPi) + total - n * logsumexp(k, alphas) +
         log_wishart_prior(d, k, wishart, sum_qs.data(), q_diags.data(), icf);
}

}  // namespace gmm
