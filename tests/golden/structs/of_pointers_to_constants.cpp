// Members that lead to constants, row by row: their shadows have the same type, and what they lead to is written.
// derivatives: cells(x[n])
// derivatives: chosen(x[n])
struct Cell {
  double h[3] = {0.1, 0, 0};
  const double (*weights)[3];
  void step(double u) {
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) h[i] += weights[i][j] * h[j] * u;
    }
  }
};

double cells(const double* x, int n) {
  double weights[3][3];
  for (int i = 0; i < 9; ++i) weights[i / 3][i % 3] = x[i % n] * (i + 1) * 0.1;
  Cell cell;
  cell.weights = weights;
  for (int i = 0; i < n; ++i) cell.step(x[i]);
  return cell.h[0] * cell.h[2];
}

struct Rows {
  const double* const* rows;
  const double (*const* pairs)[2];
};

double chosen(const double* x, int n) {
  const double a[2] = {x[0], x[1]};
  const double b[2] = {x[1] * x[1], x[n - 1]};
  const double* rows[2] = {a, b};
  const double(*pairs[2])[2] = {&b, &a};
  const Rows all{rows, pairs};
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += all.rows[i % 2][i / 2 % 2] * x[i] * (*all.pairs[i % 2])[i / 2 % 2];
  return sum;
}
