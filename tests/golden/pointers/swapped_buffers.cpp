// Two buffers change roles by swapping pointers.
// derivatives: jacobi(u[n], work[n] -> u[n], work[n])
void jacobi(double* u, double* work, int n, int steps) {
  double* from = u;
  double* to = work;
  for (int step = 0; step < steps; ++step) {
    to[0] = from[0];
    to[n - 1] = from[n - 1];
    for (int i = 1; i + 1 < n; ++i) to[i] = 0.5 * from[i - 1] * from[i + 1] + 0.1 * from[i];
    double* t = from;
    from = to;
    to = t;
  }
  if (from != u) {
    for (int i = 0; i < n; ++i) u[i] = from[i];
  }
}
