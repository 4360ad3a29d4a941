// Free operators on a value type.
// derivatives: complex_power(re, im)
struct Complex {
  double re;
  double im;
};

Complex operator*(const Complex& a, const Complex& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
Complex operator+(Complex a, const Complex& b) {
  a.re += b.re;
  a.im += b.im;
  return a;
}
Complex operator*(double s, const Complex& a) { return {s * a.re, s * a.im}; }
Complex operator-(const Complex& a) { return {-a.re, -a.im}; }

double complex_power(double re, double im, int n) {
  const Complex c{re, im};
  Complex z = c;
  for (int i = 0; i < n; ++i) z = z * z + 0.5 * c;
  z = -z;
  return z.re * z.re + z.im * z.im;
}
