// operator[] chooses a member with a switch, as vectors of graphics do: with numbers in the brackets and with variables, in
// functions that stay calls and in loops.
// derivatives: volume(x[n])
// derivatives: turned(x[n])
// backsweep: --inline-limit=0
#include <cassert>
#include <cmath>

struct Vector {
  double x, y, z;

  double& operator[](int i) {
    assert(i >= 0 && i < 3);
    switch (i) {
      default:
      case 0: return x;
      case 1: return y;
      case 2: return z;
    }
  }
  double const& operator[](int i) const {
    switch (i) {
      case 0: return x;
      case 1: return y;
      case 2: return z;
      default: assert(false); return x;
    }
  }
};

struct Matrix {
  Vector first, second, third;

  Vector& operator[](int i) { return i == 0 ? first : i == 1 ? second : third; }
  const Vector& operator[](int i) const {
    if (i == 0) return first;
    if (i == 1) return second;
    return third;
  }
};

static double determinant(Matrix const& m) {
  return m[0][0] * (m[1][1] * m[2][2] - m[2][1] * m[1][2]) - m[1][0] * (m[0][1] * m[2][2] - m[2][1] * m[0][2]) +
         m[2][0] * (m[0][1] * m[1][2] - m[1][1] * m[0][2]);
}

static double area(Vector const& v, int i, int j) { return v[i] * v[j]; }

double volume(const double* x, int n) {
  Matrix m{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}, {x[6], x[7], x[8]}};
  const double sides = determinant(m) + area(m[n - 8], n - 9, n - 7);
  m[2][0] *= sides;
  return determinant(m) * area(m[n - 7], 0, n - 8);
}

static Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      c[i][j] = 0;
      for (int k = 0; k < 3; ++k) c[i][j] += a[i][k] * b[k][j];
    }
  }
  return c;
}

double turned(const double* x, int n) {
  double sum = 0;
  for (int at = 0; at + 2 < n; at += 3) {
    Matrix turn{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    const int axis = at % 3;
    turn[axis][(axis + 1) % 3] = std::sin(x[at]);
    turn[(axis + 2) % 3][axis] = x[at + 1];
    const Matrix twice = product(turn, turn);
    int last = 0;
    while (twice[last][last] > 2 && last < 2) ++last;
    sum += twice[axis][2] * twice[2][last] + twice[last][1] * x[at + 2];
  }
  return sum;
}
