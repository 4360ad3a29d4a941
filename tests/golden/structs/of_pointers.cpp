// A struct that holds pointers and a length.
// derivatives: residual(grid -> grid)
struct Grid {
  int n;
  const double* x;
  double* y;
};

void residual(Grid& grid) {
  for (int i = 0; i < grid.n; ++i) grid.y[i] = grid.x[i] * grid.x[i] - grid.y[i] * grid.y[0];
}
