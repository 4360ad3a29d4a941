// A function with an integer result whose outputs are active.
// derivatives: newton(x -> x)
int newton(double& x, double a) {
  int iterations = 0;
  while (x * x - a > 1e-12 || a - x * x > 1e-12) {
    x -= (x * x - a) / (2 * x);
    if (++iterations == 2) break;
  }
  return iterations;
}
