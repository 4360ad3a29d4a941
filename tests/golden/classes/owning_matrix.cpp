// A matrix class over a vector, made inside the differentiated code.
// derivatives: quadratic_form(x[n])
#include <vector>

class Matrix {
 public:
  Matrix(int rows, int columns) : columns_(columns), cells_(static_cast<std::size_t>(rows * columns)) {}
  double& operator()(int i, int j) { return cells_[static_cast<std::size_t>(i * columns_ + j)]; }
  double operator()(int i, int j) const { return cells_[static_cast<std::size_t>(i * columns_ + j)]; }

 private:
  int columns_;
  std::vector<double> cells_;
};

double quadratic_form(const double* x, int n) {
  Matrix a(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) a(i, j) = x[i] / (1 + x[j]);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) sum += a(i, j) * a(j, i) * x[i];
  }
  return sum;
}
