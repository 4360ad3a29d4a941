// Braces inside of a member function read members of its own object, default member initializers those of the one made.
// derivatives: settled(x)
#include <cmath>

class Gauge {
 public:
  explicit Gauge(double x) : level_(x) {}
  double read() {
    struct Reading {
      double level_;
      double copy_ = 2 * level_;
    };
    const Reading reading = {std::sin(cells_[1] + level_)};
    level_ += reading.copy_;
    const double both[2] = {level_, cells_[0]};
    return both[0] * both[1] + reading.level_;
  }

 private:
  double level_;
  double cells_[2] = {0.3, 0.4};
};

double settled(double x) {
  Gauge gauge(x);
  return gauge.read();
}
