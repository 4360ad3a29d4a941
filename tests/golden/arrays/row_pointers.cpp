// A row of a two-dimensional array handed on as a pointer, and all rows; an array reference parameter.
// derivatives: row_norms(m)
double norm(const double* row, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += row[i] * row[i];
  return sum;
}

double corner(const double (&m)[2][4]) { return m[1][3] * m[0][0]; }

double row_norms(const double m[2][4]) {
  double copy[2][4];
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 4; ++j) copy[i][j] = m[i][j] * m[1][j];
  }
  return norm(m[0], 4) * norm(copy[1], 4) + norm(&copy[0][2], 2) + norm(&copy[0][0], 8) + corner(copy);
}
