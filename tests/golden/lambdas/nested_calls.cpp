// Calls of one closure, constructor or helper among the arguments of another call of it.
// derivatives: closures(x[3])
// derivatives: by_value(x[n])
// derivatives: objects(x[3])
// derivatives: constructed(x[3])
// derivatives: handed_over(x[2])
#include <vector>

double closures(const double* x) {
  const auto square = [](double t) { return t * t + 1; };
  const auto mix = [&](double a, double b) { return square(a) * b + a; };
  return mix(x[0], mix(x[1], x[2])) + mix(mix(x[2], square(x[1])), square(mix(x[0], x[1])));
}

double by_value(const double* x, int n) {
  const std::vector<double> v(x, x + n);
  const auto scaled = [](std::vector<double> c, double s) {
    c[0] *= c[1] * s;
    return c;
  };
  const std::vector<double> w = scaled(scaled(v, x[0]), scaled(v, x[1])[0]);
  return w[0] * v[1];
}

struct Pair {
  double a;
  double b;
};

double objects(const double* x) {
  const auto join = [](Pair p, const Pair& q) {
    p.a *= q.b;
    return Pair{p.a * q.a, p.b + q.a};
  };
  const Pair u{x[0], x[1]}, v{x[2], x[0]};
  const Pair r = join(join(u, v), join(v, join(u, v)));
  return r.a * r.b;
}

class Line {
 public:
  Line(double slope, double offset) : slope_(slope), offset_(offset) {}
  Line(const Line& outer, const Line& inner)
      : slope_(outer.slope_ * inner.slope_), offset_(outer.slope_ * inner.offset_ + outer.offset_) {}
  double at(double t) const { return slope_ * t + offset_; }

 private:
  double slope_;
  double offset_;
};

double constructed(const double* x) {
  const Line line(Line(x[0], x[1]), Line(Line(x[1], x[2]), Line(x[2], x[0])));
  return line.at(x[1] * x[2]);
}

template <class Function>
static double twice(Function f, double a, double b) {
  return f(f(a, b), f(b, a));
}

double handed_over(const double* x) {
  return twice([](double a, double b) { return a * b + a; }, x[0], x[1]);
}
