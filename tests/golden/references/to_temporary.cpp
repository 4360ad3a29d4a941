// const references bound to temporaries.
// derivatives: bound(x)
double cube(const double& x) { return x * x * x; }

double bound(double x) {
  const double& square = x * x;
  return cube(square + 1) * cube(2 * x) + cube(0.5);
}
