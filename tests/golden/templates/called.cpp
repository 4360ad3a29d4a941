// Templates reached by calls, with type and with value parameters.
// derivatives: evaluate(x)
template <int kDegree, class T>
T power(T x) {
  T result = 1;
  for (int i = 0; i < kDegree; ++i) result *= x;
  return result;
}

template <class T>
T twice(const T& x) {
  return x + x;
}

double evaluate(double x) { return power<3>(x) * twice(x) + power<2>(twice(x * x)) + twice<double>(1.5f * x); }
