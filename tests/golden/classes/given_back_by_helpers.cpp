// Functors that a function gives back by reference, as libraries unwrap what they were handed.
// derivatives: applied(x[n])
namespace {

struct Store {
  double& target;
  void operator()(double value) const { target += value * value; }
};

template <class F>
F& unwrapped(F& function) {
  return function;
}

template <class F>
void apply(F function, const double* x, int n) {
  for (int i = 0; i < n; ++i) unwrapped(function)(x[i]);
}

}  // namespace

double applied(const double* x, int n) {
  double sum = 0;
  apply(Store{sum}, x, n);
  return sum * x[0];
}
