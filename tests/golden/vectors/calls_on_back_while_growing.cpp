// Member functions called on the last element of a vector that still grows: layers of a net, each with a cell of ones.
// derivatives: net(x[n])
#include <cmath>
#include <cstddef>
#include <vector>

class Cell {
 public:
  explicit Cell(std::size_t inputs = 0) {
    for (std::size_t i = 0; i < inputs; ++i) weights_.push_back(0.5 / static_cast<double>(i + 1));
  }
  void set(double out) { out_ = out; }
  void scale(double factor) {
    out_ *= factor;
    if (out_ > 2) out_ = std::sqrt(out_);
  }
  double out() const { return out_; }
  void feed(const std::vector<Cell>& before) {
    double sum = 0;
    for (std::size_t i = 0; i < weights_.size(); ++i) sum += weights_[i] * before[i].out();
    out_ = std::tanh(sum);
  }

 private:
  double out_ = 0;
  std::vector<double> weights_;
};

double net(const double* x, int n) {
  std::vector<std::vector<Cell>> layers;
  double sum = 0;
  for (int l = 0; l < n; ++l) {
    layers.push_back(std::vector<Cell>());
    for (std::size_t k = 0; k < 3; ++k) layers.back().push_back(Cell(l == 0 ? 0 : 3));
    layers.back().back().set(1.0);
    layers.back().back().scale(x[l]);
    layers.back()[0].set(x[0]);
    sum += layers.back().back().out() * x[l];
  }
  for (std::size_t l = 1; l < layers.size(); ++l) {
    for (std::size_t k = 0; k < 2; ++k) layers[l][k].feed(layers[l - 1]);
  }
  return sum + layers.back()[0].out() * layers.back()[1].out();
}
