// The state of a checkpointed loop in private members of a class, a vector among them.
// derivatives: simulate(x[n], speed)
// backsweep: --gradient 'handed(speed)'
#include <backsweep/annotate.h>

#include <vector>

class Wave {
 public:
  Wave(const double* x, int n) : height_(x, x + n), slope_(static_cast<std::size_t>(n), 0.0) {}

  void advance(double speed) {
    for (std::size_t i = 1; i < height_.size(); ++i) slope_[i] = speed * (height_[i] - height_[i - 1]) * height_[i];
    for (std::size_t i = 1; i < height_.size(); ++i) height_[i] -= 0.1 * slope_[i];
    time_ += 0.1 * height_.back();
  }

  double energy(double speed) const { return height_.front() * height_.back() + time_ * speed; }

 private:
  std::vector<double> height_;
  std::vector<double> slope_;
  double time_ = 0;
};

double simulate(const double* x, int n, double speed) {
  Wave wave(x, n);
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 7; ++t) wave.advance(speed);
  return wave.energy(speed);
}

/// The object is not listed: its adjoint is the function's own.
double handed(double speed, Wave& wave) {
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 5; ++t) wave.advance(speed);
  return wave.energy(speed);
}
