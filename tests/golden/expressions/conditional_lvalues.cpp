// Assignments to one of two places, of which one would not need an adjoint by itself.
// derivatives: either(x[2])
// derivatives: picked(x[2])
// derivatives: members(x[3])
// derivatives: elements(x[n])
double either(const double* x, int n) {
  double a = 0.2, b = x[0];
  (n % 3 == 1 ? a : b) = x[1];
  return b;
}

static double& pick(double& a, double& b, int k) { return k % 2 ? a : b; }

double picked(const double* x, int n) {
  double a = 0.2, b = x[0];
  pick(a, b, n) *= x[1];
  pick(a, b, n + 1) += 3;
  return b;
}

struct Pair {
  double u;
  double v;
};

double members(const double* x, int n) {
  Pair a{0.5, 0.25}, b{x[0], x[1]};
  (n > 3 ? a : b).u *= x[2];
  (n > 3 ? a : b).v += 2;
  return b.u * b.v;
}

double elements(const double* x, int n) {
  double a[3] = {1, 2, 3}, b[3] = {x[0], x[1], x[2]};
  for (int i = 0; i < 3; i++) (i % 2 == n % 2 ? a : b)[i] *= x[i];
  return b[0] * b[1] * b[2];
}
