// Second derivatives of a recursion that works in its argument's memory: the tangent there has no adjoint.
// refuses: Unsupported
// backsweep: --hvp 'product(x[n])'
struct Grid {
  int n;
  double* u;
};

inline double nested(Grid grid, int depth) {
  if (depth == 0) return grid.u[0];
  grid.u[0] *= grid.u[depth];
  return nested(grid, depth - 1) * grid.u[1];
}

double product(double* x, int n) {
  Grid grid{n, x};
// expect-error@+2:3: passing memory without a derivative to a function that is differentiated in it is not supported on an active path [Unsupported]
// expect-note@+1:3: let the request name the memory as active, or raise --inline-limit where the function is not recursive [WayOut]
  return nested(grid, n - 1);
}
