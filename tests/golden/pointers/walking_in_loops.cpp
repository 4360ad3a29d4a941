// Pointers that walk through counted loops: they stand still in the derivative, which has subscripts.
// derivatives: layer(w[n * m], x[n])
// derivatives: strided(x[3 * n] -> y[2 * n])
// derivatives: backwards(x[n])
// derivatives: used_behind(x[2 * n])
// derivatives: by_rows(x[n * n])
// derivatives: along(x[weights.size()], weights)
#include <vector>

double layer(const double* w, const double* x, int n, int m) {
  double sum = 0;
  for (int j = 0; j < m; ++j) {
    double out = 0;
    const double* in = x;
    for (int k = 0; k < n; ++k) out += *w++ * *in++;
    sum += out * out;
  }
  return sum;
}

void strided(const double* x, double* y, int n) {
  for (unsigned i = 1; i <= static_cast<unsigned>(n); ++i) {
    y[0] = x[0] * x[1];
    x += 2;
    y[1] = *x++ * y[0];
    y += 2;
  }
}

double backwards(const double* x, int n) {
  const double* last = x + n;
  double result = 1;
  for (int i = n; i > 0; --i) result = result * 0.5 + *--last * result;
  return result;
}

// Where the pointer ends is of interest, also where a loop does not run.
double used_behind(const double* x, int n, int m) {
  const double* p = x;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += *p++ * sum + 1;
  for (int i = 0; i < m; ++i) sum *= *p++;
  const double last = *p;
  for (int i = 0; i < 2; ++i) {
    for (int k = 0; k < m; ++k) ++p;
    sum += *p * last;
  }
  return sum + static_cast<double>(p - x);
}

double by_rows(const double* x, int n) {
  double sum = 0;
  const double* row = x;
  for (int i = 0; i < n; ++i) {
    const double* at = row;
    for (int k = i; k < n; ++k, at++) sum += *at * row[i];
    row += n;
  }
  return sum;
}

double along(const double* x, const std::vector<double>& weights) {
  double sum = 0;
  const double* at = x;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * *at++;
  return sum * sum;
}
