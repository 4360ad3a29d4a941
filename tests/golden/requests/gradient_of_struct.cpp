// The gradient of a function of a struct that holds vectors: the adjoint has the same type and shape.
// backsweep: --gradient 'loss(model, x)'
#include <cstddef>
#include <vector>

struct Model {
  std::vector<double> weights;
  double bias;
};

double loss(const Model& model, const std::vector<double>& x) {
  double sum = model.bias;
  for (std::size_t i = 0; i < x.size(); ++i) sum += model.weights[i] * x[i];
  return sum * sum;
}
