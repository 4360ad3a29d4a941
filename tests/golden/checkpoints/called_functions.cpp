// Loops in functions that are called, with a derivative of their own: the schedule is passed on.
// derivatives: forecast(u[n], k -> u)
#include <backsweep/annotate.h>

#include <cmath>

void integrate(double* u, int n, int steps, double k) {
  BACKSWEEP_SIZE(u, n)
  double flux[32];
  BACKSWEEP_CHECKPOINT()
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i + 1 < n; ++i) {
      const double mean = 0.5 * (u[i] + u[i + 1]);
      const double jump = u[i + 1] - u[i];
      flux[i] = 0.5 * mean * mean - k * jump;
    }
    for (int i = 1; i + 1 < n; ++i) u[i] -= 0.05 * (flux[i] - flux[i - 1]);
    if (step % 3 == 0) {
      u[0] = u[1];
      u[n - 1] = u[n - 2];
    }
    const double edge = std::tanh(u[0] - u[n - 1]);
    u[0] += 0.01 * edge;
    u[n - 1] -= 0.01 * edge * edge;
    for (int i = 0; i < n; ++i) {
      if (u[i] > 10) u[i] = 10 + std::log(u[i] - 9);
      if (u[i] < -10) u[i] = -10;
      const double damping = 1 / (1 + 0.001 * u[i] * u[i]);
      u[i] *= damping;
      u[i] += 0.0001 * std::sin(u[i]);
    }
  }
}

double root(double a, double start) {
  double x = start;
  double change = 1;
  double previous = 0;
  int count = 0;
  BACKSWEEP_CHECKPOINT()
  while (std::fabs(change) > 1e-13) {
    const double quotient = a / x;
    previous = change;
    change = (quotient - x) / 2;
    if (std::fabs(change) > 10 * std::fabs(previous)) change = previous;
    x += change;
    ++count;
    if (count > 50) x = 1;
    if (count > 60) break;
  }
  double result = x;
  if (result < 0) result = -result;
  if (result > 1e6) result = 1e6;
  result += 0.1 * std::sin(result);
  result *= 1 + 0.001 * result;
  return result;
}

void forecast(double* u, int n, int steps, double k) {
  for (int i = 0; i < n; ++i) u[i] = std::sin(u[i]);
  BACKSWEEP_STORE
  integrate(u, n, steps, k);
  u[1] *= 1.01;
  BACKSWEEP_STORE
  integrate(u, n, steps, 2 * k);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += u[i] * u[i];
  u[0] += root(sum, 1);
}
