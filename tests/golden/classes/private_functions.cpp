// Private member functions that stay calls: recursive ones, a static one, one that changes the object; overloads are inlined.
// backsweep: --adjoint 'evaluate(x, y -> return)' --tangent 'evaluate(x, y -> return)' --inline-limit=0
#include <cmath>

class Series {
 public:
  void start(double ratio, int terms) {
    ratio_ = ratio;
    terms_ = terms;
  }
  double sum(double x) {
    double total = 0;
    for (int k = 0; k < terms_; ++k) {
      total += weight(k) * power(x, k) + scaled(x, k) + scaled(total);
      push(total);
    }
    return total * last_;
  }

 protected:
  double power(double x, int n) const { return n == 0 ? 1 : x * ratio_ * std::sin(power(x, n - 1)); }

 private:
  static double weight(int k) { return 1.0 / (k + 1); }
  double scaled(double x, int k) const { return x * x * k * 0.1; }
  double scaled(double x) const { return x * ratio_ * 0.01; }
  int terms() const { return terms_; }
  void push(double value) { last_ = 0.5 * last_ * value + value / terms(); }

  double ratio_ = 0;
  int terms_ = 0;
  double last_ = 1;
};

double evaluate(double x, double y) {
  Series series;
  series.start(y, 4);
  return series.sum(x);
}
