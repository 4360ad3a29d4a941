// A built-in two-dimensional array as parameter and as local.
// derivatives: square(m -> r)
void square(const double m[3][3], double r[3][3]) {
  double t[3][3] = {};
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      for (int k = 0; k < 3; ++k) t[i][j] += m[i][k] * m[k][j];
    }
  }
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) r[i][j] = t[i][j] * m[j][i];
  }
}
