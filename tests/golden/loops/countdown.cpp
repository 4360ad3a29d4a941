// Loops that test their counter as they decrement it are counted loops.
// derivatives: solve(u[n*n], b[n] -> x[n])
// derivatives: weighted(x[n])
// derivatives: before_large(x[n])
// derivatives: seen_by_reference(x[n])
#include <cmath>
#include <cstddef>

/// Back substitution.
void solve(const double* u, const double* b, double* x, std::size_t n) {
  for (std::size_t i = n; i-- > 0;) {
    double sum = b[i];
    for (std::size_t j = i + 1; j < n; ++j) sum -= u[i * n + j] * x[j];
    x[i] = sum / u[i * n + i];
  }
}

double weighted(const double* x, int n) {
  double sum = 0;
  for (int i = n; --i >= 0;) sum = sum * 0.5 + i * x[i];
  for (unsigned i = static_cast<unsigned>(n); i--;) sum += std::sin(sum * x[i]);
  int i;
  for (i = n - 1; i-- > 0;) sum *= 1 + x[i] * x[i + 1];
  return sum;
}

double before_large(const double* x, int n) {
  double product = 1;
  for (int i = n; i-- > 0;) {
    if (x[i] > 5) break;
    if (x[i] < 0) continue;
    product *= 1 + x[i] * x[i];
  }
  return product;
}

double seen_by_reference(const double* x, int n) {
  double sum = 0;
  for (int i = n; i-- > 0;) {
    const int& k = i;
    const auto at = [&] { return x[i] * x[k]; };
    sum = std::cos(sum) + at();
  }
  int last;
  for (last = n; last-- > 0;) sum += x[last] * x[last];
  return sum * (last + 3);
}
