// A struct that holds vectors.
// derivatives: forward(layer, x)
#include <cmath>
#include <cstddef>
#include <vector>

struct Layer {
  std::vector<double> weights;
  std::vector<double> bias;
  std::size_t inputs;
};

double forward(const Layer& layer, const std::vector<double>& x) {
  double loss = 0;
  for (std::size_t i = 0; i < layer.bias.size(); ++i) {
    double sum = layer.bias[i];
    for (std::size_t j = 0; j < layer.inputs; ++j) sum += layer.weights[i * layer.inputs + j] * x[j];
    const double out = std::tanh(sum);
    loss += out * out;
  }
  return loss;
}
