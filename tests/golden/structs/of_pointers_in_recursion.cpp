// A struct of pointers handed by value to a function that calls itself: its shadow goes along.
// derivatives: product(x[n])
struct Grid {
  int n;
  double* u;
};

inline double nested(Grid grid, int depth) {
  if (depth == 0) return grid.u[0];
  grid.u[0] *= grid.u[depth];
  const double inner = nested(grid, depth - 1);
  return inner * grid.u[1];
}

double product(double* x, int n) {
  Grid grid{n, x};
  return nested(grid, n - 1);
}
