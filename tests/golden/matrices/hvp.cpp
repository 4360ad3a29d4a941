// Products of the Hessian with a vector: the adjoint of the tangent.
// backsweep: --gradient 'energy(x[n], k)' --hvp 'energy(x[n], k)'
// backsweep: --gradient 'rosenbrock' --hvp 'rosenbrock' --gradient 'loss(model, x)' --hvp 'loss(model, x)'
#include <cmath>
#include <cstddef>
#include <vector>

double energy(const double* x, int n, double k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double s = 1 / (1 + std::exp(-k * x[i]));
    sum += s * s;
  }
  return sum;
}

double rosenbrock(double x, double y) {
  const double a = 1 - x;
  const double b = y - x * x;
  return a * a + 100 * b * b;
}

struct Model {
  std::vector<double> weights;
  double bias;
};

double loss(const Model& model, const std::vector<double>& x) {
  double sum = model.bias;
  for (std::size_t i = 0; i < x.size(); ++i) sum += std::tanh(model.weights[i] * x[i]);
  return sum * sum;
}
