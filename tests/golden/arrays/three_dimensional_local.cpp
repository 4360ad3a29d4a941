// A local array of three dimensions, filled in one order and read in another.
// derivatives: cube(x[n])
double cube(const double* x, int n) {
  double t[2][3][4];
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j) {
      for (int k = 0; k < 4; ++k) t[i][j][k] = x[(i + j * k) % n] * x[k % n];
    }
  }
  double sum = 0;
  for (int k = 3; k >= 0; --k) {
    for (int i = 0; i < 2; ++i) sum += t[i][2][k] * t[1 - i][k % 3][3];
  }
  return sum;
}
