// Vectors, and objects that hold them, assigned whole: what they get has another size than what they had.
// derivatives: layered(x)
#include <array>
#include <cstddef>
#include <vector>

struct Layer {
  std::vector<double> weights;
  double shift = 0;
};

static std::size_t k_of(std::size_t size) { return size > 3 ? 1 : 0; }

static std::vector<double> through(const Layer& layer, const std::vector<double>& x) {
  const std::size_t size = layer.weights.size() / x.size();
  std::vector<double> y(size, layer.shift);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < x.size(); ++j) y[i] += layer.weights[i * x.size() + j] * x[j];
  }
  return y;
}

double layered(const std::array<double, 3>& x) {
  std::vector<double> state = {x[0], x[1], x[2]};
  Layer layer;
  layer.weights = {x[0], 0.5, x[1]};
  layer.shift = x[2];
  Layer wide;
  wide.weights.assign(4, x[1] * x[2]);
  for (int k = 0; k < 2; ++k) {
    state = through(layer, state);
    layer = wide;
  }
  std::vector<Layer> all = {layer, wide};
  all[1].weights.pop_back();
  all[0] = all[k_of(state.size())];
  return state[0] * state[state.size() - 1] + all[0].weights[2] * all[0].shift;
}
