// Lambdas as members and bases of class templates: the object is known by its members, as it is with references and constants.
// derivatives: weighted(x[n])
// derivatives: by_reference(x[n])
// derivatives: deduced(x[2])
// derivatives: nested(x[n])
// derivatives: nested_reference(x[3])
// derivatives: overloads(x[3])
template <class F>
struct Weighted {
  F f;
  double weight;
  double operator()(double t) const { return weight * f(t); }
};

template <class F>
Weighted(F, double) -> Weighted<F>;

template <class F>
static Weighted<F> weigh(F f, double weight) {
  return Weighted<F>{f, weight};
}

double weighted(const double* x, int n) {
  auto square = [k = x[0]](double t) { return k * t * t; };
  Weighted<decltype(square)> product{square, x[1]};
  double s = 0;
  for (int i = 0; i < n; ++i) s += product(x[i]) * s + 1;
  return s;
}

double by_reference(const double* x, int n) {
  double calls = 0;
  auto product = weigh(
      [&calls, x, n](double t) {
        calls += t;
        return t * x[n - 1];
      },
      x[1]);
  double s = 0;
  for (int i = 0; i < n; ++i) s += product(x[i]);
  return s * calls;
}

double deduced(const double* x) {
  const Weighted product{[](double t) { return t * t; }, x[1]};
  return product(x[0]);
}

template <class F>
struct Twice {
  F f;
  double operator()(double t) const { return f(f(t)); }
};

double nested(const double* x, int n) {
  auto line = [k = x[0], d = x[1]](double t) { return k * t + d; };
  const Twice<Weighted<decltype(line)>> twice{{line, x[2]}};
  double s = 0;
  for (int i = 0; i < n; ++i) s += twice(x[i]);
  return s;
}

struct Scaled {
  double& target;
  const double factor;
};

struct Pair {
  Scaled first;
  Scaled second;
};

double nested_reference(const double* x) {
  double a = x[0], b = x[1];
  const Pair both{{a, x[2]}, {b, x[0]}};
  both.first.target *= both.second.factor;
  both.second.target += both.first.factor * a;
  return a * b;
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

double overloads(const double* x) {
  auto f = Overloaded{[sum = x[0]](double t) mutable { return sum += t; }, [product = x[1]](int i) mutable { return product *= i; }};
  auto g = f;
  return f(x[1]) + f(2) * g(x[2]) * g(3);
}
