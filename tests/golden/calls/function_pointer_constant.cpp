// A function passed to another one by name: it resolves to one function.
// derivatives: integral(a, b)
#include <cmath>

static double integrand(double x) { return std::exp(-x * x); }

static double simpson(double (*f)(double), double a, double b) {
  return (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b));
}

double integral(double a, double b) { return simpson(integrand, a, b) + simpson(&integrand, 0, a); }
