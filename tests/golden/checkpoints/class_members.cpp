// Members of an object that only its functions reach.
// derivatives: swing(x, v, k)
#include <backsweep/annotate.h>

#include <cmath>

class Oscillator {
 public:
  Oscillator(double x, double v) : x_(x), v_(v) {}
  void step(double k, double dt) {
    v_ -= dt * k * std::sin(x_);
    x_ += dt * v_;
    ++count_;
  }
  double energy(double k) const { return 0.5 * v_ * v_ - k * std::cos(x_); }

 private:
  double x_;
  double v_;
  int count_ = 0;
};

double swing(double x, double v, double k, int n) {
  Oscillator o(x, v);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < n; ++i) o.step(k, 0.05);
  return o.energy(k);
}
