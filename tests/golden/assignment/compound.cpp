// += -= *= /= on scalars and on array elements.
// derivatives: compound(x, y[3] -> y[3])
void compound(double x, double* y) {
  y[0] += x * y[1];
  y[1] -= y[0] * y[1];
  y[2] *= y[0] + x;
  y[0] /= y[2];
  y[1] *= y[1];
  y[2] += y[2];
}
