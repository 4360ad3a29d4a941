// A function object as template parameter: a lambda and a struct with operator().
// derivatives: quadrature(a)
struct Square {
  double factor;
  double operator()(double x) const { return factor * x * x; }
};

template <class Function>
double midpoint_sum(const Function& f, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += f((i + 0.5) / n);
  return sum / n;
}

double quadrature(double a) {
  return midpoint_sum([a](double t) { return a * t * t * a; }, 4) + midpoint_sum(Square{a * a}, 3);
}
