// The mixture log-likelihood again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <vector>

#include "gmm.hpp"

namespace gmm {

template <class T>
T logsumexp_of(const std::vector<T>& x) {
  using std::exp;
  using std::log;
  T largest = x[0];
  for (const T& element : x) {
    if (element > largest) largest = element;
  }
  T sum = 0;
  for (const T& element : x) sum += exp(element - largest);
  return log(sum) + largest;
}

/// The part of the prior that depends on nothing active.
inline double prior_constant(int d, Wishart wishart) {
  const double pi = 3.14159265358979323846;
  const int n = d + wishart.m + 1;
  double log_gamma = 0.25 * d * (d - 1) * std::log(pi);
  for (int j = 1; j <= d; ++j) log_gamma += std::lgamma(0.5 * n + 0.5 * (1 - j));
  return n * d * (std::log(wishart.gamma) - 0.5 * std::log(2.0)) - log_gamma;
}

template <class T>
T log_posterior_of(int d, int k, int n, const std::vector<T>& alphas, const std::vector<T>& means,
                   const std::vector<T>& icf, const double* x, Wishart wishart) {
  using std::exp;
  const auto size = [](int extent) { return static_cast<std::size_t>(extent); };
  const int icf_size = d * (d + 1) / 2;
  std::vector<T> q(size(d * k));
  std::vector<T> sum_qs(size(k));
  std::vector<T> centered(size(d));
  std::vector<T> scaled(size(d));
  std::vector<T> terms(size(k));
  T prior = 0;
  for (int ik = 0; ik < k; ++ik) {
    T frobenius = 0;
    sum_qs[size(ik)] = 0;
    for (int i = 0; i < d; ++i) {
      sum_qs[size(ik)] += icf[size(ik * icf_size + i)];
      q[size(ik * d + i)] = exp(icf[size(ik * icf_size + i)]);
      frobenius += q[size(ik * d + i)] * q[size(ik * d + i)];
    }
    for (int i = d; i < icf_size; ++i) frobenius += icf[size(ik * icf_size + i)] * icf[size(ik * icf_size + i)];
    prior += 0.5 * wishart.gamma * wishart.gamma * frobenius - double(wishart.m) * sum_qs[size(ik)];
  }
  T total = 0;
  for (int ix = 0; ix < n; ++ix) {
    for (int ik = 0; ik < k; ++ik) {
      for (int i = 0; i < d; ++i) {
        centered[size(i)] = x[ix * d + i] - means[size(ik * d + i)];
        scaled[size(i)] = q[size(ik * d + i)] * centered[size(i)];
      }
      int at = ik * icf_size + d;
      for (int i = 0; i < d; ++i) {
        for (int j = i + 1; j < d; ++j) scaled[size(j)] += icf[size(at++)] * centered[size(i)];
      }
      T norm = 0;
      for (int i = 0; i < d; ++i) norm += scaled[size(i)] * scaled[size(i)];
      terms[size(ik)] = alphas[size(ik)] + sum_qs[size(ik)] - 0.5 * norm;
    }
    total += logsumexp_of(terms);
  }
  const double pi = 3.14159265358979323846;
  return -n * d * 0.5 * std::log(2 * pi) + total - double(n) * logsumexp_of(alphas) + prior -
         k * prior_constant(d, wishart);
}

}  // namespace gmm
