// Lambdas where nobody can tell by a name which one is meant: in arrays, containers and pairs, behind ?:, handed to themselves
// refuses: Unsupported
// backsweep: --gradient 'in_array(x[n])' --gradient 'in_container(x[n])' --gradient 'in_pair(x[n])' --gradient 'chosen(x[n])'
// backsweep: --gradient 'recursive(x[n])' --gradient 'global(x[n])' --gradient 'member_of_element(x[n])'
// backsweep: --gradient 'one_of_two(x[n])' --gradient 'overloads(x[n])'
#include <array>
#include <utility>
#include <vector>

static auto scaled(double k) {
  return [k](double t) { return k * t * t; };
}

double in_array(const double* x, int n) {
// expect-error@+2:3: an array of lambdas is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  std::array<decltype(scaled(1.0)), 2> both{scaled(x[0]), scaled(x[1])};
  double s = x[n - 1];
  for (auto& one : both) s += one(s);
  return s;
}

double in_container(const double* x, int n) {
// expect-error@+2:3: a container of lambdas is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  std::vector<decltype(scaled(1.0))> all;
  for (int i = 0; i < n; ++i) all.push_back(scaled(x[i]));
  return all[0](x[n - 1]);
}

double in_pair(const double* x, int n) {
// expect-error@+2:3: this use of a lambda is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  auto both = std::make_pair(scaled(x[0]), scaled(x[1]));
  return both.first(x[2]) + both.second(x[n - 1]);
}

double chosen(const double* x, int n) {
  auto first = scaled(x[0]), second = scaled(x[1]);
// expect-error@+2:3: this use of a lambda is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  return (n > 3 ? first : second)(x[2]);
}

double recursive(const double* x, int n) {
  auto power = [](auto&& self, const double* p, int k, double v) -> double {
// expect-error@+2:5: this use of a lambda is not supported on an active path [Unsupported]
// expect-note@+1:5: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
    return k <= 0 ? v : self(self, p, k - 1, v * p[k]) + v;
  };
  return power(power, x, n - 1, x[0]);
}

static const auto triple = [k = 3.0](double t) { return k * t; };

// expect-error@+2:41: a call of a lambda that is not known by its name is not supported on an active path [Unsupported]
// expect-note@+1:41: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
double global(const double* x, int n) { return triple(x[0]) * x[n - 1]; }

template <class F>
struct Weighted {
  F f;
  double weight;
};

double member_of_element(const double* x, int n) {
  auto square = [k = x[0]](double t) { return k * t * t; };
// expect-error@+2:3: an array of 'Weighted', whose member 'f' is a lambda, is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  Weighted<decltype(square)> both[2] = {{square, x[1]}, {square, x[2]}};
  return both[n % 2].f(x[1]) * both[n % 2].weight;
}

double one_of_two(const double* x, int n) {
  const auto either = [&](int i) {
// expect-error@+2:21: returning a lambda from several places is not supported on an active path [Unsupported]
// expect-note@+1:21: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
    if (i % 2 == 0) return scaled(x[0]);
    return scaled(x[1]);
  };
  return either(n)(x[2]);
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

double overloads(const double* x, int n) {
  double k = x[0];
// expect-error@+2:3: an object of several lambdas that capture 'k' is not supported on an active path [Unsupported]
// expect-note@+1:3: write the lambda as a struct with an operator(), and what it captures as members [WayOut]
  auto f = Overloaded{[k](double t) { return k * t; }, [&k](int i) { return k += i; }};
  return f(2) * f(x[n - 1]);
}
