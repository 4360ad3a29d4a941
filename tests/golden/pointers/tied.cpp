// Pointers that point nowhere before std::tie assigns them.
// derivatives: dot_of_halves(x[n])
// derivatives: exchanged_rows(x[n])
#include <tuple>
#include <utility>
#include <vector>

std::pair<const double*, const double*> halves(const double* x, int n) { return {x, x + n / 2}; }

double dot_of_halves(const double* x, int n) {
  const double* a;
  const double* b;
  std::tie(a, b) = halves(x, n);
  double sum = 0;
  for (int i = 0; i < n / 2; ++i) sum += a[i] * b[i];
  return sum;
}

double exchanged_rows(const double* x, int n) {
  std::vector<double> first(x, x + n);
  std::vector<double> second(first);
  double* now = first.data();
  double* next = second.data();
  for (int step = 0; step < 3; ++step) {
    for (int i = 0; i < n; ++i) next[i] = now[i] * now[(i + 1) % n];
    std::tie(now, next) = std::make_pair(next, now);
  }
  return now[0] + now[n - 1];
}
