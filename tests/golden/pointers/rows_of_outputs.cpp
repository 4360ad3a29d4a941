// Rows that point into what the caller gets: its adjoint is zero in front of where it is set, by the last row too.
// derivatives: split(y[n] -> x[2*n])
// derivatives: by_vector(y[2] -> x[2])
// derivatives: by_member(y[2] -> x[2])
#include <vector>

void split(double* x, int n, const double* y) {
  double* rows[2] = {x, x + n};
  for (int j = 0; j < n; ++j) rows[1][j] = y[j] * y[j];
  for (int j = 0; j < n; ++j) rows[0][j] = 2 * y[j];
}

void by_vector(double* x, const double* y) {
  std::vector<double*> ends = {x, x + 1};
  ends[1][0] = y[0] * y[1];
  ends[0][0] = 3 * y[1];
}

struct Ends {
  double* low;
  double* high;
};

void by_member(double* x, const double* y) {
  const Ends ends = {x, x + 1};
  *ends.high = y[0] * y[1];
  ends.low[0] = 3 * y[1];
}
