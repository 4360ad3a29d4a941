// Gradient of the mixture log-likelihood written by hand: one pass over the points, nothing kept between them.
#include <algorithm>
#include <cmath>
#include <memory>

#include "input.hpp"
#include "overloaded.hpp"

namespace gmm {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Replaces each term by its derivative of the log-sum-exp, which is returned.
double softmax(int k, double* terms) {
  const double largest = *std::max_element(terms, terms + k);
  double sum = 0;
  for (int i = 0; i < k; ++i) {
    terms[i] = std::exp(terms[i] - largest);
    sum += terms[i];
  }
  for (int i = 0; i < k; ++i) terms[i] /= sum;
  return std::log(sum) + largest;
}

/// scaled = Q (x - mean), centered = x - mean; returns |scaled|^2.
double scale(int d, const double* q, const double* lower, const double* x, const double* mean, double* centered,
             double* scaled) {
  for (int i = 0; i < d; ++i) {
    centered[i] = x[i] - mean[i];
    scaled[i] = q[i] * centered[i];
  }
  for (int i = 0; i < d; ++i) {
    const double factor = centered[i];
    double* const rest = scaled + i + 1;
    for (int j = 0; j < d - i - 1; ++j) rest[j] += lower[j] * factor;
    lower += d - i - 1;
  }
  double norm = 0;
  for (int i = 0; i < d; ++i) norm += scaled[i] * scaled[i];
  return norm;
}

/// Reverse of `scale` for the adjoint `weight` of -|scaled|^2/2. Overwrites `scaled`.
void scale_adjoint(int d, double weight, const double* q, const double* lower, const double* centered, double* scaled,
                   double* q_bar, double* lower_bar, double* mean_bar) {
  for (int i = 0; i < d; ++i) scaled[i] *= -weight;
  for (int i = 0; i < d; ++i) {
    const double factor = centered[i];
    const double* const rest = scaled + i + 1;
    double sum = 0;
    for (int j = 0; j < d - i - 1; ++j) {
      sum += lower[j] * rest[j];
      lower_bar[j] += factor * rest[j];
    }
    lower += d - i - 1;
    lower_bar += d - i - 1;
    mean_bar[i] -= sum + q[i] * scaled[i];
    q_bar[i] += factor * scaled[i];
  }
}

double gradient(const Input& input, Gradient& out) {
  const int d = input.d;
  const int k = input.k;
  const int icf_size = d * (d + 1) / 2;
  std::vector<double> q(index(k * d));
  std::vector<double> q_bar(index(k * d));
  std::vector<double> sum_qs(index(k));
  std::vector<double> centered(index(k * d));
  std::vector<double> scaled(index(k * d));
  std::vector<double> terms(index(k));
  std::fill(out.alphas.begin(), out.alphas.end(), 0.0);
  std::fill(out.means.begin(), out.means.end(), 0.0);
  std::fill(out.icf.begin(), out.icf.end(), 0.0);
  for (int ik = 0; ik < k; ++ik) {
    for (int i = 0; i < d; ++i) {
      sum_qs[index(ik)] += input.icf[index(ik * icf_size + i)];
      q[index(ik * d + i)] = std::exp(input.icf[index(ik * icf_size + i)]);
    }
  }

  double value = 0;
  for (int ix = 0; ix < input.n; ++ix) {
    for (int ik = 0; ik < k; ++ik) {
      const double norm = scale(d, &q[index(ik * d)], &input.icf[index(ik * icf_size)] + d, &input.x[index(ix * d)],
                                &input.means[index(ik * d)], &centered[index(ik * d)], &scaled[index(ik * d)]);
      terms[index(ik)] = input.alphas[index(ik)] + sum_qs[index(ik)] - 0.5 * norm;
    }
    value += softmax(k, terms.data());
    for (int ik = 0; ik < k; ++ik) {
      out.alphas[index(ik)] += terms[index(ik)];
      scale_adjoint(d, terms[index(ik)], &q[index(ik * d)], &input.icf[index(ik * icf_size)] + d,
                    &centered[index(ik * d)], &scaled[index(ik * d)], &q_bar[index(ik * d)],
                    &out.icf[index(ik * icf_size)] + d, &out.means[index(ik * d)]);
    }
  }

  const double gamma2 = input.wishart.gamma * input.wishart.gamma;
  double frobenius = 0;
  for (int ik = 0; ik < k; ++ik) {
    for (int i = 0; i < d; ++i) {
      const double qi = q[index(ik * d + i)];
      frobenius += qi * qi;
      // The adjoint of sum_qs is that of the term plus the prior's.
      out.icf[index(ik * icf_size + i)] =
          (q_bar[index(ik * d + i)] + gamma2 * qi) * qi + out.alphas[index(ik)] - input.wishart.m;
    }
    for (int i = d; i < icf_size; ++i) {
      const double entry = input.icf[index(ik * icf_size + i)];
      frobenius += entry * entry;
      out.icf[index(ik * icf_size + i)] += gamma2 * entry;
    }
    value -= input.wishart.m * sum_qs[index(ik)];
  }
  terms = input.alphas;
  value -= input.n * softmax(k, terms.data());
  for (int ik = 0; ik < k; ++ik) out.alphas[index(ik)] -= input.n * terms[index(ik)];
  const double pi = 3.14159265358979323846;
  return value + 0.5 * gamma2 * frobenius - k * prior_constant(d, input.wishart) - input.n * d * 0.5 * std::log(2 * pi);
}

const bench::Registration registration{"hand", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<Gradient>(*input);
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return result->flat(); }};
                                       }};

}  // namespace
}  // namespace gmm
