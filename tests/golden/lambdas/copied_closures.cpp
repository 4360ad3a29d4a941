// A lambda or an object with a state of its own that another lambda captures by copy: the copy and the first go separate ways.
// derivatives: original_goes_on(x[3])
// derivatives: copy_of_copy(x[3])
// derivatives: copied_before_change(x[3])
// derivatives: named_copy(x[3])
// derivatives: made_in_capture(x[3])
// derivatives: copied_object(x[3])
// derivatives: copied_twice(x[3])
// derivatives: copied_parameter(x[3])
static auto adder(double k) {
  return [k](double t) mutable {
    k += t;
    return k * t;
  };
}

double original_goes_on(const double* x) {
  auto f = adder(x[0]);
  auto g = [f](double t) mutable { return f(t); };
  const double r = g(x[1]);
  return r + f(x[2]);
}

double copy_of_copy(const double* x) {
  auto f = adder(x[0]);
  auto g = [f](double t) mutable { return f(t); };
  auto h = g;
  const double r = g(x[1]);
  return r + h(x[2]);
}

double copied_before_change(const double* x) {
  auto f = adder(x[0]);
  auto g = [f](double t) mutable { return f(t); };
  f(x[1]);
  return g(x[2]);
}

double named_copy(const double* x) {
  auto f = adder(x[0]);
  auto g = [own = f](double t) mutable { return own(t); };
  auto h = [&same = f](double t) { return same(t); };
  return g(x[1]) * h(x[2]) * f(x[0]) * g(x[2]);
}

double made_in_capture(const double* x) {
  auto g = [own = adder(x[0])](double t) mutable { return own(t); };
  auto h = g;
  return g(x[1]) * h(x[2]) * g(x[0]);
}

struct Counter {
  const double step;
  double total;
  double add(double t) {
    total += step * t;
    return total;
  }
};

double copied_object(const double* x) {
  Counter counter{x[0], x[1]};
  const auto so_far = [counter](double t) { return counter.total * t; };
  counter.add(x[2]);
  return so_far(x[0]) * counter.add(x[1]);
}

double copied_twice(const double* x) {
  auto f = adder(x[0]);
  auto g = [f](double t) mutable {
    auto inner = [f](double u) mutable { return f(u) * f(u + 1); };
    return inner(t) + f(t) * inner(t);
  };
  return g(x[1]) * f(x[2]) * g(x[0]);
}

static auto scaled(const double& k) {
  return [k](double t) { return k * t; };
}

double copied_parameter(const double* x) {
  double k = x[0];
  const auto f = scaled(k);
  k *= x[1];
  return f(x[2]) * k;
}
