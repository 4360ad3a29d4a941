// A pointer that leaves a local array without having read it: nothing remains of the array's adjoint.
// derivatives: moved_off(x[4], y[n])
double moved_off(int n, double* x, const double* y) {
  int moved = 0;
  for (int k = 0; k < 2; ++k) {
    double w[2] = {y[n % 2], 1.5};
    double* p = w;
    p = x;
    moved += p == x;
  }
  return x[1] * y[0] * moved * n;
}
