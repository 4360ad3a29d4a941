// What an iteration keeps costs least: values of little arithmetic are computed again, unless they are made of several
// that would have to be kept for that.
// derivatives: rates(x[n])
// derivatives: decay(x[n])
// derivatives: polynomials(x[n])
#include <cmath>

// The sum is read, its three terms are not: one value is stored instead of three.
double rates(const double* x, int n) {
  double state = 1;
  for (int i = 0; i < n; i++) {
    const double rate = std::log(1 + x[i] * x[i]) + std::atan(x[i]) + std::sin(x[i]);
    state *= 1 + 0.1 * rate;
  }
  return state;
}

// Both terms are read as well: they are stored, and their product is computed again.
double decay(const double* x, int n) {
  double state = 1;
  for (int i = 0; i < n; i++) {
    const double slow = std::exp(-x[i]);
    const double fast = std::sqrt(1 + x[i] * x[i]);
    const double both = slow * fast;
    state *= 1 + both * both;
  }
  return state;
}

// A long sum of products costs more than reading it back, a short one does not.
double polynomials(const double* x, int n) {
  double state = 1;
  for (int i = 0; i < n; i++) {
    const double t = x[i];
    const double quadratic = t * t + 1;
    const double longer = 0.1 * t + 0.2 * t * x[0] + 0.3 * t * x[1] - 0.4 * t + 0.5 * x[0] + 0.6 * x[1] + 2;
    state = state * quadratic + state * longer;
  }
  return state;
}
