// One block seen as rows, and rows seen as one block.
// derivatives: contrast(x[2*n])
// derivatives: diagonal(x)
double contrast(const double* x, int n) {
  const double (*row)[2] = reinterpret_cast<const double (*)[2]>(x);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += row[i][0] * row[i][1] - x[2 * i];
  return sum;
}

double diagonal(double x) {
  double matrix[3][3] = {{1, x, 2}, {x, 3, x}, {4, x * x, 5}};
  double* entry = reinterpret_cast<double*>(matrix);
  for (int i = 0; i < 9; i += 4) entry[i] *= x;
  void* memory = &matrix;
  double* again = static_cast<double*>(memory);
  double product = again[1];
  for (int i = 0; i < 3; ++i) product *= matrix[i][i];
  return product;
}
