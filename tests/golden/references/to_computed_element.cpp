// References to elements whose subscripts are computed from values that the loop overwrites.
// derivatives: deposit(x[n])
// derivatives: collect(x[n])

struct Cell {
  double mass;
  double moment[2];
};

double deposit(const double* x, int n) {
  double bins[8] = {};
  double y = x[0];
  for (int i = 0; i < n; ++i) {
    y = 0.5 * y + x[i];
    double& s = bins[static_cast<int>(8 * y) & 7];
    s += y * s + x[i];
  }
  double sum = 0;
  for (int k = 0; k < 8; ++k) sum += bins[k] * bins[k];
  return sum;
}

double collect(const double* x, int n) {
  Cell cells[4] = {};
  double y = 0;
  for (int i = 0; i < n; ++i) {
    y += x[i] * x[i];
    if (i % 3 == 1) continue;
    Cell& cell = cells[static_cast<int>(4 * y) % 4];
    double& moment = cell.moment[y > 1 ? 1 : 0];
    cell.mass += y;
    moment += cell.mass * y;
  }
  double sum = 0;
  for (const Cell& cell : cells) sum += cell.mass * cell.moment[0] + cell.moment[1];
  return sum;
}
