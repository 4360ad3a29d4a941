// Loops that run once, in the reverse sweep, and add what lies in memory that the function gives back behind them.
// backsweep: --gradient 'weighted(x[n])'
// backsweep: --gradient 'counted(x[n])'
// backsweep: --gradient 'of_members(x[n])'
// backsweep: --gradient 'row_by_row(x[n])'
#include <cmath>
#include <cstdlib>

double weighted(const double* x, int n) {
  double* w = static_cast<double*>(std::malloc(static_cast<std::size_t>(n) * sizeof(double)));
  for (int i = 0; i < n; ++i) w[i] = 10.0 * i;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += std::log(x[i]) + w[i];
  std::free(w);
  return sum;
}

double counted(const double* x, int n) {
  int* const times = new int[static_cast<std::size_t>(n)];
  for (int i = 0; i < n; ++i) times[i] = i % 3;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += std::log(x[i]) - times[i] * 0.7;
  const double first = sum + times[0];
  delete[] times;
  return first * sum;
}

struct Table {
  double* scales;
  int* weights;
};

// As likelihoods of trees are summed up: scaled sites, each as often as it occurs.
double of_members(const double* x, int n) {
  Table table = {static_cast<double*>(std::calloc(static_cast<std::size_t>(n), sizeof(double))),
                 static_cast<int*>(std::calloc(static_cast<std::size_t>(n), sizeof(int)))};
  for (int i = 0; i < n; ++i) {
    table.scales[i] = 0.5 * i;
    table.weights[i] = i + 1;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += table.weights[i] * (std::log(x[i]) - table.scales[i]);
  std::free(table.scales);
  std::free(table.weights);
  return sum;
}

double row_by_row(const double* x, int n) {
  double* rows[2];
  for (double*& row : rows) row = new double[static_cast<std::size_t>(n)];
  for (int i = 0; i < n; ++i) {
    rows[0][i] = i;
    rows[1][i] = 2.0 * i;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * x[i] + rows[0][i] - rows[1][i];
  for (double* row : rows) delete[] row;
  return sum;
}
