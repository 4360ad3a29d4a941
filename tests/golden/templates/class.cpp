// A class template with a value parameter.
// derivatives: combine(x, y)
template <class T, int kSize>
struct Fixed {
  T values[kSize];
  T dot(const Fixed& other) const {
    T sum = 0;
    for (int i = 0; i < kSize; ++i) sum += values[i] * other.values[i];
    return sum;
  }
};

double combine(double x, double y) {
  const Fixed<double, 2> a{{x, y * y}};
  Fixed<double, 2> b = a;
  b.values[1] *= x;
  return a.dot(b) * b.dot(b);
}
