// What library calls do to the members of an object that a constructor with arguments makes, and what it copies.
// derivatives: walked(x[n])
// derivatives: chosen(x[n])
// derivatives: drawn(x[n])
// derivatives: labelled(x[n])
#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

struct Order {
  std::vector<int> index;
  explicit Order(int n) : index(static_cast<std::size_t>(n)) {}
};

// The order of an iteration is gone when its adjoint runs.
double walked(const double* x, int n) {
  Order order(n);
  for (int i = 0; i < n; ++i) order.index[static_cast<std::size_t>(i)] = i;
  double value = 0.5;
  for (int turn = 0; turn < 3; ++turn) {
    for (const int i : order.index) value = 0.5 * value * x[i] + 0.1 * value * value;
    std::next_permutation(order.index.begin(), order.index.end());
  }
  return value;
}

struct Chosen {
  std::set<int> numbers;
  double scale;
  Chosen(const std::set<int>& all, double by) : numbers(all), scale(by) {}
};

// The object has a set of its own.
double chosen(const double* x, int n) {
  std::set<int> numbers = {0, 1};
  Chosen some(numbers, x[0]);
  numbers.insert(2);
  return some.scale * x[n - 1] * static_cast<double>(some.numbers.size());
}

struct Noise {
  std::mt19937 engine;
  double scale;
  Noise(const std::mt19937& like, double by) : engine(like), scale(by) {}
  double draw() { return scale * static_cast<double>(engine() % 7U); }
};

// Two streams and the one that both are copies of.
double drawn(const double* x, int n) {
  std::mt19937 engine(3);
  Noise first(engine, x[0]);
  Noise second(engine, x[1 % n]);
  return first.draw() * second.draw() + x[n - 1] * static_cast<double>(engine() % 7U);
}

class Labelled {
 public:
  Labelled(double scale, std::string label) : scale_(scale), label_(std::move(label)) {}
  void rename(const std::string& end) { label_ += end; }
  double at(double x) const { return label_ == "main" ? scale_ * x : x; }

 private:
  double scale_;
  std::string label_;
};

double labelled(const double* x, int n) {
  std::string name = "main";
  Labelled one(x[0], "main");
  Labelled two(x[0], name);
  two.rename("2");
  name = "other";
  return one.at(x[n - 1]) + two.at(x[n - 1]) * x[0];
}
