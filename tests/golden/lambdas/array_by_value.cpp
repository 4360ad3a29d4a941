// An array that a lambda holds a copy of, while the array itself goes on changing; of two dimensions as well.
// derivatives: kept_weights(a, b)
double kept_weights(double a, double b) {
  double weights[2] = {a, a * b};
  double table[2][2] = {{a, b}, {b * b, 0.5}};
  const auto weighted = [weights, table](double z, int i) { return weights[i] * z + table[1 - i][0]; };
  weights[1] = 3.0 * b;
  table[1][0] = a;
  double sum = 0.0;
  for (int i = 0; i < 2; ++i) {
    sum += weighted(b, i) * weights[i] * table[i][0];
  }
  return sum;
}
