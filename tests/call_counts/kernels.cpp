// What it costs to evaluate a function twice shows here: gates of a recurrence, a log-sum-exp, distances.
#include <cmath>
#include <vector>

namespace kernels {

namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

/// A loss over a recurrence of `cells` gated cells that reads `inputs` one after another; `weights` has 4 for each cell.
double recurrence(const std::vector<double>& weights, const std::vector<double>& inputs, int cells) {
  std::vector<double> cell(static_cast<std::size_t>(cells), 0.1);
  std::vector<double> hidden(static_cast<std::size_t>(cells), 0.2);
  double loss = 0;
  for (const double input : inputs) {
    for (int k = 0; k < cells; ++k) {
      const double* w = &weights[static_cast<std::size_t>(4 * k)];
      double& c = cell[static_cast<std::size_t>(k)];
      double& h = hidden[static_cast<std::size_t>(k)];
      const double forget = sigmoid(w[0] * input + h);
      const double ingate = sigmoid(w[1] * h + input);
      const double change = std::tanh(w[2] * input - h);
      c = c * forget + ingate * change;
      h = sigmoid(w[3] * h) * std::tanh(c);
      loss += h * h;
    }
  }
  return loss;
}

/// log(sum of exp(x[i])), shifted by the largest.
double log_sum_exp(const double* x, int n) {
  double largest = x[0];
  for (int i = 1; i < n; ++i) largest = std::fmax(largest, x[i]);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += std::exp(x[i] - largest);
  return std::log(sum) + largest;
}

/// Log-likelihood of points in a mixture of `components` unit normals at `means`.
double mixture(const double* points, int n, const double* means, int components) {
  double total = 0;
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = 0; k < components; ++k) {
      const double d = points[i] - means[k];
      sum += std::exp(-0.5 * d * d);
    }
    total += std::log(sum);
  }
  return total;
}

/// A sum over pairs of a function of their distance.
double pair_energy(const double* position, int n) {
  double energy = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j) {
      const double d = position[i] - position[j];
      const double r = std::sqrt(d * d + 0.01);
      energy += std::exp(-r) / r + std::pow(r, -0.3);
    }
  }
  return energy;
}

}  // namespace kernels
