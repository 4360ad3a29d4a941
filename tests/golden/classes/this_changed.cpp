// A member function that changes its object, called in a loop: an accumulator.
// derivatives: average(x[n])
class Accumulator {
 public:
  void add(double value) {
    sum_ += value;
    squares_ += value * value;
    ++count_;
  }
  double mean() const { return sum_ / count_; }
  double variance() const { return squares_ / count_ - mean() * mean(); }

 private:
  double sum_ = 0;
  double squares_ = 0;
  int count_ = 0;
};

double average(const double* x, int n) {
  Accumulator accumulator;
  for (int i = 0; i < n; ++i) accumulator.add(x[i] * x[0]);
  return accumulator.mean() + accumulator.variance();
}
