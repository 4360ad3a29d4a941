// What stands behind a loop that runs in the reverse sweep only.
// derivatives: exchanged(scale, x[n])
// derivatives: pointed_at(x[n])
// derivatives: seen(x[n])
#include <utility>

/// The exchange behind the loop is undone in the reverse sweep, though the loop has not run by then.
double exchanged(double scale, const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += 0.3 * x[i] * x[i] * scale;
  std::swap(scale, sum);
  return scale * 0.5 + sum;
}

/// The table waits for the sum, and so does the pointer to it.
double pointed_at(const double* x, int n) {
  double sum = x[0];
  for (int i = 0; i < n; ++i) sum -= 0.4 * x[i];
  double pair[2] = {x[0], sum};
  double* p = pair;
  for (int i = 0; i < 2; ++i) p[i] *= 1.5;
  return p[0] * sum;
}

struct View {
  double* data;
  int count;
};

double seen(const double* x, int n) {
  double sum = x[0];
  for (int i = 0; i < n; ++i) sum -= 0.4 * x[i];
  double pair[2] = {x[0], sum};
  View view = {pair, 2};
  for (int i = 0; i < view.count; ++i) view.data[i] *= 1.5;
  return sum;
}
