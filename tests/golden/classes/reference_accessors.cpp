// Accessors that return references, const and not; operator() and operator[].
// derivatives: trace(x[4])
class Grid {
 public:
  double& operator()(int i, int j) { return cells_[2 * i + j]; }
  const double& operator()(int i, int j) const { return cells_[2 * i + j]; }
  double& operator[](int k) { return cells_[k]; }
  double& first() { return cells_[0]; }

 private:
  double cells_[4] = {};
};

static double diagonal(const Grid& grid) { return grid(0, 0) * grid(1, 1); }

double trace(const double* x) {
  Grid grid;
  for (int k = 0; k < 4; ++k) grid[k] = x[k] * x[k];
  grid(0, 1) += grid(1, 0) * x[0];
  grid.first() *= grid(0, 1);
  return diagonal(grid) + grid[1];
}
