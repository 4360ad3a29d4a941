// Brace initializers with active elements, with fewer elements than the array, and of inferred length.
// derivatives: initialized(x, y)
double initialized(double x, double y) {
  double full[3] = {x, x * y, 2};
  const double rest_zero[4] = {y, y * y};
  const double inferred[] = {x + y, full[1] * 2};
  double nested[2][2] = {{x, 1}, {y}};
  full[2] *= full[0] * full[1];
  nested[1][1] += nested[0][0] * nested[1][0];
  return full[2] + rest_zero[1] * rest_zero[3] + inferred[0] * inferred[1] * nested[1][1];
}
