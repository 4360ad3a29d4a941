// Work vectors that each stage of a step overwrites, while pointers lead into them: their memory is kept without copying.
// derivatives: runge_kutta(x[n], rate)
// derivatives: with_ends(x[n])
// derivatives: of_last_step(x[n])
// derivatives: in_branches(x[n])
#include <vector>

namespace {

void slope(int n, const double* state, double rate, double* out) {
  const double* rest = state + n / 2;
  for (int i = 0; i < n / 2; ++i) {
    out[i] = rate * state[i] * rest[i];
    out[n / 2 + i] = state[i] - rest[i] * rest[i];
  }
}

void move(const std::vector<double>& state, double h, const std::vector<double>& rate, std::vector<double>& out) {
  for (std::size_t i = 0; i < state.size(); ++i) out[i] = state[i] + h * rate[i];
}

}  // namespace

double runge_kutta(const double* x, int n, double rate) {
  std::vector<double> state(x, x + n);
  std::vector<double> k(static_cast<std::size_t>(n));
  std::vector<double> stage(static_cast<std::size_t>(n));
  for (int step = 0; step < 4; ++step) {
    slope(n, state.data(), rate, k.data());
    move(state, 0.05, k, stage);
    slope(n, stage.data(), rate, k.data());
    move(state, 0.1, k, stage);
    slope(n, stage.data(), rate, k.data());
    for (int i = 0; i < n; ++i) state[static_cast<std::size_t>(i)] += 0.1 * k[static_cast<std::size_t>(i)];
  }
  double sum = 0;
  for (double one : state) sum += one * one;
  return sum;
}

// A pointer that is of use behind both loops that overwrite: its vector is copied, as its memory has to stay.
double with_ends(const double* x, int n) {
  std::vector<double> work(static_cast<std::size_t>(n), 1.0);
  double* const whole = work.data();
  double product = 1;
  for (int step = 0; step < 3; ++step) {
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = x[i] * product + step;
    const double* middle = work.data() + n / 2;
    product *= middle[0] * middle[0] + 0.1;
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = x[i] * x[i] + product;
    const double* last = work.data() + n - 1;
    for (int i = 0; i < n; ++i) product += 0.01 * last[-i] * work[static_cast<std::size_t>(i)];
  }
  return product * whole[0];
}

// The last pointer to what the step before left is of use in front of the loop; another is made of one.
double of_last_step(const double* x, int n) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.5);
  double sum = 0;
  for (int step = 0; step < 4; ++step) {
    const double* first = work.data();
    const double* middle = first + n / 2;
    const double before = middle[0] * middle[0] + first[0];
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = x[i] * before;
    const double* again = work.data();
    for (int i = 0; i < n; ++i) sum += again[i] * again[i] * before;
  }
  return sum;
}

double in_branches(const double* x, int n) {
  std::vector<double> work(static_cast<std::size_t>(n), 0.5);
  double sum = 0;
  for (int step = 0; step < 4; ++step) {
    if (step % 2 == 0) {
      const double* first = work.data();
      for (int i = 0; i < n; ++i) sum += first[i] * first[i] * x[i];
    }
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = x[i] * sum;
    if (x[step % n] > 0) {
      const double* first = work.data();
      const double& second = work[1];
      for (int i = 0; i < n; ++i) sum += first[i] * second * second;
    }
  }
  return sum;
}
