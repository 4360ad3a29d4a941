// Gradient of the LSTM loss written by hand: results of exp and tanh are kept, none is evaluated twice.
#include <algorithm>
#include <cmath>
#include <memory>

#include "input.hpp"

namespace lstm {
namespace {

/// Per step and layer a block of rows of `width`: the gates, and the state after the step.
enum Field { kForget, kIngate, kOutgate, kChange, kSquashed, kHidden, kCell, kFields };

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// One step of one layer, from the block of the step before to its own.
void step_layer(int width, const double* weight, const double* input, const double* __restrict before,
                double* __restrict now) {
  const double* const bias = weight + 4 * width;
  const double* const hidden = before + kHidden * width;
  const double* const cell = before + kCell * width;
  for (int i = 0; i < width; ++i) {
    const double forget = sigmoid(input[i] * weight[i] + bias[i]);
    const double ingate = sigmoid(hidden[i] * weight[width + i] + bias[width + i]);
    const double outgate = sigmoid(input[i] * weight[2 * width + i] + bias[2 * width + i]);
    const double change = std::tanh(hidden[i] * weight[3 * width + i] + bias[3 * width + i]);
    const double next = cell[i] * forget + ingate * change;
    const double squashed = std::tanh(next);
    now[kForget * width + i] = forget;
    now[kIngate * width + i] = ingate;
    now[kOutgate * width + i] = outgate;
    now[kChange * width + i] = change;
    now[kSquashed * width + i] = squashed;
    now[kHidden * width + i] = outgate * squashed;
    now[kCell * width + i] = next;
  }
}

/// Reverse of `step_layer`: adds to the adjoints of weights and input, replaces those of the state.
void step_layer_adjoint(int width, const double* __restrict weight, const double* __restrict input,
                        const double* __restrict before, const double* __restrict now, double* __restrict weight_bar,
                        double* __restrict hidden_bar, double* __restrict cell_bar, double* __restrict input_bar) {
  double* const bias_bar = weight_bar + 4 * width;
  for (int i = 0; i < width; ++i) {
    const double forget = now[kForget * width + i];
    const double ingate = now[kIngate * width + i];
    const double outgate = now[kOutgate * width + i];
    const double change = now[kChange * width + i];
    const double squashed = now[kSquashed * width + i];
    const double hidden = before[kHidden * width + i];
    const double outgate_bar = hidden_bar[i] * squashed * outgate * (1 - outgate);
    const double c_bar = cell_bar[i] + hidden_bar[i] * outgate * (1 - squashed * squashed);
    const double forget_bar = c_bar * before[kCell * width + i] * forget * (1 - forget);
    const double ingate_bar = c_bar * change * ingate * (1 - ingate);
    const double change_bar = c_bar * ingate * (1 - change * change);
    cell_bar[i] = c_bar * forget;
    weight_bar[i] += forget_bar * input[i];
    weight_bar[width + i] += ingate_bar * hidden;
    weight_bar[2 * width + i] += outgate_bar * input[i];
    weight_bar[3 * width + i] += change_bar * hidden;
    bias_bar[i] += forget_bar;
    bias_bar[width + i] += ingate_bar;
    bias_bar[2 * width + i] += outgate_bar;
    bias_bar[3 * width + i] += change_bar;
    hidden_bar[i] = ingate_bar * weight[width + i] + change_bar * weight[3 * width + i];
    input_bar[i] += forget_bar * weight[i] + outgate_bar * weight[2 * width + i];
  }
}

/// Storage that lives from call to call.
struct Scratch {
  std::vector<double> records;
  std::vector<double> softmax;
};

/// Forward sweep: the loss; records and the predicted probabilities are written.
double forward(const Input& input, Scratch& scratch) {
  const int width = input.width;
  const double* const extra = input.extra.data();
  const int block = kFields * width;
  for (int layer = 0; layer < input.layers; ++layer) {
    const double* const state = input.state.data() + 2 * layer * width;
    std::copy(state, state + 2 * width, scratch.records.data() + layer * block + kHidden * width);
  }
  std::vector<double> scaled(input.extra.size());
  double* before = scratch.records.data();
  double* exponential = scratch.softmax.data();
  double total = 0;
  for (int t = 0; t + 1 < input.steps; ++t) {
    const double* const row = input.sequence.data() + static_cast<std::ptrdiff_t>(t) * width;
    for (int i = 0; i < width; ++i) scaled[static_cast<std::size_t>(i)] = row[i] * extra[i];
    const double* below = scaled.data();
    for (int layer = 0; layer < input.layers; ++layer) {
      double* const now = before + input.layers * block;
      step_layer(width, input.params.data() + 8 * layer * width, below, before, now);
      before += block;
      below = now + kHidden * width;
    }
    double sum = 2;
    double inner = 0;
    double ones = 0;
    for (int i = 0; i < width; ++i) {
      const double prediction = below[i] * extra[width + i] + extra[2 * width + i];
      inner += row[width + i] * prediction;
      ones += row[width + i];
      exponential[i] = std::exp(prediction);
      sum += exponential[i];
    }
    total += inner - ones * std::log(sum);
    for (int i = 0; i < width; ++i) exponential[i] *= ones / sum;
    exponential += width;
  }
  return -total / ((input.steps - 1) * width);
}

double gradient(const Input& input, Gradient& out, Scratch& scratch) {
  const int width = input.width;
  const int layers = input.layers;
  const double value = forward(input, scratch);
  const double* const extra = input.extra.data();
  double* const extra_bar = out.extra.data();
  std::fill(out.params.begin(), out.params.end(), 0.0);
  std::fill(out.extra.begin(), out.extra.end(), 0.0);
  std::vector<double> state_bar(input.state.size());
  std::vector<double> scaled(input.extra.size());
  std::vector<double> scaled_bar(input.extra.size());
  const int block = kFields * width;
  const double seed = -1.0 / ((input.steps - 1) * width);
  for (int t = input.steps - 2; t >= 0; --t) {
    const double* const row = input.sequence.data() + static_cast<std::ptrdiff_t>(t) * width;
    const double* const probability = scratch.softmax.data() + static_cast<std::ptrdiff_t>(t) * width;
    const double* const before = scratch.records.data() + static_cast<std::ptrdiff_t>(t) * layers * block;
    const double* const now = before + layers * block;
    const double* const top = now + (layers - 1) * block + kHidden * width;
    double* const top_bar = state_bar.data() + 2 * (layers - 1) * width;
    for (int i = 0; i < width; ++i) {
      const double prediction_bar = seed * (row[width + i] - probability[i]);
      extra_bar[width + i] += prediction_bar * top[i];
      extra_bar[2 * width + i] += prediction_bar;
      top_bar[i] += prediction_bar * extra[width + i];
    }
    for (int i = 0; i < width; ++i) scaled[static_cast<std::size_t>(i)] = row[i] * extra[i];
    std::fill(scaled_bar.begin(), scaled_bar.end(), 0.0);
    for (int layer = layers - 1; layer >= 0; --layer) {
      const double* const below = layer == 0 ? scaled.data() : now + (layer - 1) * block + kHidden * width;
      double* const below_bar = layer == 0 ? scaled_bar.data() : state_bar.data() + 2 * (layer - 1) * width;
      double* const hidden_bar = state_bar.data() + 2 * layer * width;
      step_layer_adjoint(width, input.params.data() + 8 * layer * width, below, before + layer * block,
                         now + layer * block, out.params.data() + 8 * layer * width, hidden_bar, hidden_bar + width,
                         below_bar);
    }
    for (int i = 0; i < width; ++i) extra_bar[i] += scaled_bar[static_cast<std::size_t>(i)] * row[i];
  }
  return value;
}

const bench::Registration registration{
    "hand", [](long size) {
      const auto input = std::make_shared<const Input>(make_input(size));
      const auto result = std::make_shared<Gradient>(*input);
      const auto scratch = std::make_shared<Scratch>();
      const auto cells = static_cast<std::size_t>(input->steps * input->width);
      return bench::Runner{[=] {
                             scratch->softmax.resize(cells);
                             scratch->records.resize(cells * static_cast<std::size_t>(kFields * input->layers));
                             return gradient(*input, *result, *scratch);
                           },
                           [=] { return result->flat(); }};
    }};

}  // namespace
}  // namespace lstm
