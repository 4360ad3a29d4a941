// Work vectors that every iteration fills anew get a row for each iteration where the sizes are known in front: nothing is
// pushed. Not so where something of an iteration is read by another, or behind the loop.
// derivatives: distances(points[n * d], centres[m * d])
// derivatives: later_centres(x[d], centres[m * d])
// derivatives: carried(x[n])
// derivatives: read_behind(x[n])
// derivatives: one_in_a_branch(x[n])
#include <cmath>
#include <cstddef>
#include <vector>

static double energy(int d, const double* centred, const double* bent) {
  double sum = 0;
  for (int i = 0; i < d; ++i) sum += centred[i] * bent[i];
  return sum;
}

static void fill(int d, const double* x, const double* centre, double* centred, double* bent) {
  for (int i = 0; i < d; ++i) centred[i] = x[i] * x[i] - centre[i];
  for (int i = 0; i < d; ++i) bent[i] = centred[i] * centred[(i + 1) % d];
  for (int i = 1; i < d; ++i) bent[i] += centred[i] * bent[i - 1];
}

double distances(const double* points, const double* centres, int n, int m, int d) {
  std::vector<double> centred(static_cast<std::size_t>(d));
  std::vector<double> bent(static_cast<std::size_t>(d));
  std::vector<double> terms(static_cast<std::size_t>(m));
  double total = 0;
  for (int p = 0; p < n; ++p) {
    for (int k = 0; k < m; ++k) {
      fill(d, points + p * d, centres + k * d, centred.data(), bent.data());
      terms[static_cast<std::size_t>(k)] = energy(d, centred.data(), bent.data());
    }
    double sum = 0;
    for (int k = 0; k < m; ++k) sum += std::exp(-terms[static_cast<std::size_t>(k)]);
    total += std::log(1 + sum);
  }
  return total;
}

double later_centres(const double* x, const double* centres, int first, int m, int d) {
  std::vector<double> centred(static_cast<std::size_t>(d));
  std::vector<double> bent(static_cast<std::size_t>(d));
  double product = 1;
  for (int k = first; k < m; ++k) {
    fill(d, x, centres + k * d, centred.data(), bent.data());
    product *= 1 + 0.1 * energy(d, centred.data(), bent.data());
  }
  return product;
}

double carried(const double* x, int n, int m) {
  std::vector<double> work(static_cast<std::size_t>(n));
  double product = 1;
  for (int k = 0; k < m; ++k) {
    product *= 1 + 0.1 * work[0];
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = 0.5 * x[i] * product;
    for (int i = 1; i < n; ++i) product += 0.1 * std::sin(work[static_cast<std::size_t>(i)] * work[static_cast<std::size_t>(i - 1)]);
  }
  return product;
}

double read_behind(const double* x, int n, int m) {
  std::vector<double> work(static_cast<std::size_t>(n));
  double product = 1;
  for (int k = 0; k < m; ++k) {
    for (int i = 0; i < n; ++i) work[static_cast<std::size_t>(i)] = 0.5 * x[i] * product;
    for (int i = 1; i < n; ++i) product += 0.1 * std::sin(work[static_cast<std::size_t>(i)] * work[static_cast<std::size_t>(i - 1)]);
  }
  return product * work[0] * work[1];
}

double one_in_a_branch(const double* x, int n, int m) {
  std::vector<double> always(static_cast<std::size_t>(n));
  std::vector<double> at_times(static_cast<std::size_t>(n));
  double product = 1;
  for (int k = 0; k < m; ++k) {
    for (int i = 0; i < n; ++i) always[static_cast<std::size_t>(i)] = 0.5 * x[i] * product;
    for (int i = 1; i < n; ++i) product += 0.1 * std::sin(always[static_cast<std::size_t>(i)] * always[static_cast<std::size_t>(i - 1)]);
    if (k % 2 == 1) {
      for (int i = 0; i < n; ++i) at_times[static_cast<std::size_t>(i)] = x[i] + product;
      for (int i = 1; i < n; ++i) product += 0.1 * at_times[static_cast<std::size_t>(i)] * at_times[static_cast<std::size_t>(i - 1)];
    }
  }
  return product;
}
