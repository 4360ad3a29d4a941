// A function that returns a reference, used on both sides of an assignment.
// derivatives: larger_doubled(a, b)
double& larger(double& a, double& b) { return a > b ? a : b; }

double larger_doubled(double a, double b) {
  larger(a, b) *= a;
  double& chosen = larger(a, b);
  chosen = chosen + b * b;
  return a * b;
}
