// One variable bound to two reference parameters.
// derivatives: twice(x)
void mix(double& a, double& b) {
  a = a * b;
  b = b + a * a;
}

double twice(double x) {
  mix(x, x);
  double y = x;
  mix(x, y);
  return x * y;
}
