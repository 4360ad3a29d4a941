// A function that stays a call reads private members of elements that it must not write.
// derivatives: layers(x[n])
// backsweep: --inline-limit=0
#include <cstddef>
#include <vector>

class Neuron {
 public:
  double get() const { return out_; }
  void set(double v) { out_ = v; }
  void feed(const std::vector<Neuron>& previous, double k) {
    double sum = 0;
    for (std::size_t n = 0; n < previous.size(); ++n) sum += previous[n].get() * previous[n].weights[0] * k;
    out_ = sum;
  }
  std::vector<double> weights;

 private:
  double out_ = 0;
};

double layers(const double* x, int n) {
  std::vector<Neuron> first(static_cast<std::size_t>(n));
  std::vector<Neuron> second(2);
  for (std::size_t k = 0; k < first.size(); ++k) {
    first[k].set(x[k]);
    first[k].weights.assign(1, 0.5);
  }
  for (std::size_t k = 0; k < 2; ++k) second[k].feed(first, x[k]);
  return second[0].get() * second[1].get();
}
