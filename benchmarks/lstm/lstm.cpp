// Prediction loss of a stack of element-wise LSTM cells: plain C++, written without differentiation in mind.
#include "lstm.hpp"

#include <cmath>
#include <vector>

namespace lstm {
namespace {

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

double logsumexp(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += std::exp(x[i]);
  return std::log(sum + 2);
}

/// One step of one layer. Updates its hidden and cell state.
void step_layer(int width, const double* weight, const double* bias, double* hidden, double* cell,
                const double* input) {
  for (int i = 0; i < width; i++) {
    const double forget = sigmoid(input[i] * weight[i] + bias[i]);
    const double ingate = sigmoid(hidden[i] * weight[width + i] + bias[width + i]);
    const double outgate = sigmoid(input[i] * weight[2 * width + i] + bias[2 * width + i]);
    const double change = std::tanh(hidden[i] * weight[3 * width + i] + bias[3 * width + i]);
    cell[i] = cell[i] * forget + ingate * change;
    hidden[i] = outgate * std::tanh(cell[i]);
  }
}

/// One step of all layers, from `input` to `prediction`.
void predict(int layers, int width, const double* params, const double* extra, double* state, const double* input,
             double* prediction) {
  for (int i = 0; i < width; i++) prediction[i] = input[i] * extra[i];
  const double* below = prediction;
  for (int layer = 0; layer < layers; layer++) {
    const double* weight = &params[8 * layer * width];
    double* hidden = &state[2 * layer * width];
    step_layer(width, weight, weight + 4 * width, hidden, hidden + width, below);
    below = hidden;
  }
  for (int i = 0; i < width; i++) prediction[i] = below[i] * extra[width + i] + extra[2 * width + i];
}

}  // namespace

double loss(int layers, int steps, int width, const double* params, const double* extra, const double* state,
            const double* sequence) {
  std::vector<double> current(state, state + 2 * layers * width);
  std::vector<double> prediction(width);
  double total = 0;
  int count = 0;
  for (int t = 0; t + 1 < steps; t++) {
    predict(layers, width, params, extra, current.data(), &sequence[t * width], prediction.data());
    const double normalizer = logsumexp(prediction.data(), width);
    for (int i = 0; i < width; i++) {
      total += sequence[(t + 1) * width + i] * (prediction[i] - normalizer);
    }
    count += width;
  }
  return -total / count;
}

}  // namespace lstm
