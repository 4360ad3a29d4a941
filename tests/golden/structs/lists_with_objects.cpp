// Tuples, pairs and structs that begin with objects in which nothing varies yet.
// derivatives: filled_later(x[n])
// derivatives: nested(x[n])
// derivatives: with_default(x[n])
#include <array>
#include <tuple>
#include <utility>

struct Sum {
  double value = 0;
};

double filled_later(const double* x, int n) {
  std::tuple<double, Sum> state{x[0], {}};
  std::get<1>(state).value += x[n - 1] * std::get<0>(state);
  return std::get<1>(state).value;
}

double nested(const double* x, int n) {
  std::pair<std::array<double, 2>, double> pair{{1, 2}, x[0]};
  pair.first[1] *= x[n - 1];
  std::tuple<std::pair<double, int>, double> tuple{{0.5, 3}, x[1]};
  std::get<0>(tuple).first += pair.first[1] * std::get<1>(tuple);
  return std::get<0>(tuple).first * pair.second;
}

struct Scaled {
  double factor = 2;
  double offset = 1;
};

struct Model {
  double rate;
  Scaled scaled;
};

double with_default(const double* x, int n) {
  Model model{x[0], {}};
  model.scaled.offset += x[n - 1];
  return model.scaled.factor * model.scaled.offset * model.rate;
}
