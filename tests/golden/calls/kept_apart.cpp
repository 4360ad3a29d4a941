// Functions that are not inlined: what their callers keep apart they take to be apart, and of what they overwrite they
// keep only what somebody reads.
// backsweep: --adjoint 'flow(state[n], k -> state[n])' --tangent 'flow(state[n], k -> state[n])'
// backsweep: --adjoint 'layers(x, y -> return)' --tangent 'layers(x, y -> return)' --inline-limit=0
#include <cmath>
#include <vector>

// The rates are read linearly, so that nobody needs their old values.
static void rates_of(int n, const double* state, const double& k, double* rates) {
  for (int i = 0; i < n; ++i) {
    const double slope = state[(i + 1) % n] - state[(i + n - 1) % n];
    rates[i] = k * state[i] * slope - std::sin(state[i]);
  }
}

void flow(double* state, int n, double k, int steps) {
  double rates[8];
  for (int step = 0; step < steps; ++step) {
    rates_of(n, state, k, rates);
    for (int i = 0; i < n; ++i) state[i] += 0.1 * rates[i];
  }
}

struct Moments {
  double mean;
  double spread;
};

static Moments moments_of(const std::vector<double>& values) {
  Moments result{0, 0};
  for (const double value : values) result.mean += value;
  for (const double value : values) result.spread += value * value * result.mean;
  return result;
}

// One value less than it gets.
static std::vector<double> joined(const std::vector<double>& values, double factor) {
  std::vector<double> result(values.size() - 1);
  for (std::size_t i = 0; i + 1 < values.size(); ++i) result[i] = values[i] * values[i + 1] * factor;
  return result;
}

double layers(double x, double y) {
  std::vector<double> values = {x, y, x * y, std::sin(x)};
  Moments unused{0, 0};
  for (int layer = 0; layer < 3; ++layer) {
    unused = moments_of(values);
    values = joined(values, y);
  }
  const Moments last = moments_of(values);
  return last.spread * x;
}
