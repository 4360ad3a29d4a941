// Inactive recurrences that run along: the reverse takes them forwards instead of keeping every value.
// derivatives: turned(x[2 * n])
// derivatives: packed(lower[n * (n - 1) / 2], x[n])
// derivatives: alternating(x[n])
// derivatives: continued(x[n])
// derivatives: read_late(x[n])
// derivatives: shifted_sums(x[n])
#include <cmath>

/// One stage of a Fourier transform: the factors are turned from one butterfly to the next.
void turned(double* x, int n, double angle) {
  const double step_re = std::cos(angle);
  const double step_im = std::sin(angle);
  for (int start = 0; start < 2; ++start) {
    double w_re = 1;
    double w_im = 0;
    for (int k = 0; k < n / 2; ++k) {
      double* even = &x[start * (n / 2) + k];
      double* odd = &x[n + start * (n / 2) + k];
      const double turned_odd = *odd * w_re - *odd * w_im;
      *odd = *even - turned_odd;
      *even += turned_odd;
      const double next_re = w_re * step_re - w_im * step_im;
      w_im = w_re * step_im + w_im * step_re;
      w_re = next_re;
    }
  }
}

/// |L x|^2 for at most 16 numbers, the columns of L one after another: the counter is handed through both loops.
double packed(const double* lower, const double* x, int n) {
  double y[16];
  for (int i = 0; i < n; ++i) y[i] = x[i];
  int at = 0;
  for (int j = 0; j < n; ++j) {
    for (int i = j + 1; i < n; ++i) {
      y[i] += lower[at] * x[j];
      at++;
    }
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}

/// The factor changes before it is used.
double alternating(const double* x, int n) {
  double sum = 0;
  double sign = 1;
  for (int i = 0; i < n; ++i) {
    sign = -sign;
    sum += sign * x[i] * x[i];
  }
  return sum;
}

/// The second loop goes on where the first one stopped: what it begins with is kept.
double continued(const double* x, int n) {
  double sum = 0;
  double weight = 0.5;
  for (int i = 0; i < n; ++i) {
    sum += weight * x[i] * x[i];
    weight *= 0.9;
  }
  for (int i = 0; i < n; ++i) {
    sum += weight * std::sin(x[i]);
    weight *= 1.1;
  }
  return sum;
}

/// Active code behind the change reads the new value, active code in front of it the old one.
double read_late(const double* x, int n) {
  double sum = 0;
  double weight = 0.25;
  for (int i = 0; i < n; ++i) {
    sum += weight * x[i] * x[i];
    weight = 1 - weight * weight;
    sum += weight * x[i];
  }
  return sum;
}

/// Neighbours overlap: the iterations have an order.
void shifted_sums(double* x, int n, double weight) {
  for (int i = 1; i < n; ++i) {
    x[i] += weight * x[i - 1];
    weight *= 0.5;
  }
}
