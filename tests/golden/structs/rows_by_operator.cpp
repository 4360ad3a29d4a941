// A matrix whose subscript gives back a pointer to a row, made and changed in a loop's body.
// derivatives: filtered(x[n])
#include <cmath>

struct Matrix {
  double values[2][2] = {};
  double* operator[](int row) { return values[row]; }
  const double* operator[](int row) const { return values[row]; }
};

static Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c;
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 2; ++j) {
      for (int k = 0; k < 2; ++k) c[i][j] += a[i][k] * b[k][j];
    }
  }
  return c;
}

double filtered(const double* x, int n) {
  double likelihood = 0;
  Matrix state;
  state[0][0] = x[0];
  state[1][1] = 1;
  for (int t = 0; t < n; ++t) {
    Matrix step;
    step[0][0] = 1;
    step[0][1] = 0.1 * x[t];
    step[1][1] = std::cos(likelihood);
    const Matrix predicted = product(step, state);
    const double scale = predicted[0][0] + 0.5;
    likelihood += x[t] / scale;
    step[1][0] = -predicted[1][0] / scale;
    state = product(step, predicted);
  }
  return likelihood + state[0][1] * state[1][1];
}
