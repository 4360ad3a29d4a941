// Named objects that are copied into vectors: parameters, locals and members of classes that only constructors make.
// derivatives: chained(x[n])
// derivatives: by_value(x[n])
// derivatives: of_local(x[n])
#include <cmath>
#include <vector>

namespace {

class Segment {
 public:
  Segment(double length, double angle) : length_(length), angle_(angle) {}
  double along() const { return length_ * std::cos(angle_); }
  void stretch(double factor) { length_ *= factor; }

 private:
  double length_;
  double angle_;
};

class Chain {
 public:
  void add(const Segment& segment) { segments_.push_back(segment); }
  void add_copy(Segment segment) {
    segment.stretch(2);
    segments_.push_back(segment);
  }
  double reach() const {
    double sum = 0;
    for (const Segment& segment : segments_) sum += segment.along() * sum + segment.along();
    return sum;
  }

 private:
  std::vector<Segment> segments_;
};

}  // namespace

double chained(const double* x, int n) {
  Chain chain;
  for (int i = 0; i + 1 < n; ++i) chain.add(Segment(x[i], x[i + 1]));
  return chain.reach();
}

double by_value(const double* x, int n) {
  Chain chain;
  for (int i = 0; i + 1 < n; ++i) chain.add_copy(Segment(x[i], x[i + 1]));
  return chain.reach();
}

double of_local(const double* x, int n) {
  std::vector<Segment> all;
  Segment last(x[0], x[1]);
  for (int i = 1; i < n; ++i) {
    all.push_back(last);
    last.stretch(x[i]);
    all.emplace_back(last);
  }
  double sum = 0;
  for (const Segment& one : all) sum += one.along();
  return sum;
}
