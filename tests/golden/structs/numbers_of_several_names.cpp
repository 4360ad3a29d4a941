// Unions whose members are the same numbers under other names, as graphics libraries write their vectors.
// derivatives: by_names(x[n])
// derivatives: by_index(x[n])
// derivatives: made(x[n])
// derivatives: kept_whole(x[n])
// derivatives: rows(x[n])
// derivatives: integers(x[n])
// derivatives: outside(x[n])
#include <vector>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wnested-anon-types"
#endif

namespace {

template <class T>
struct Pair {
  union { T x, r; };
  union { T y, g; };
  Pair() = default;
  Pair(T a, T b) : x(a), y(b) {}
};

struct Vec3 {
  union {
    __extension__ struct { double x, y, z; };
    struct { double r, g, b; } color;
    double at[3];
  };
  double& operator[](int i) { return at[i]; }
  const double& operator[](int i) const { return (&x)[i]; }
};

struct Point {
  union {
    double at[2];
    __extension__ struct { double x, y; };
  };
  Point(double a, double b) : x(a), y(b) {}
  double squared() const { return at[0] * at[0] + y * y; }
};

union Matrix {
  __extension__ struct { double m00, m01, m10, m11; };
  double m[2][2];
};

// A struct with a name is also the type of objects that lie in no union.
union Named {
  struct Both { double first, second; } both;
  double v[2];
};

struct Count {
  union { int whole, number; };
  explicit Count(int n) : whole(n) {}
};

}  // namespace

double by_names(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    Pair<double> p(x[i], x[i + 1]);
    p.r *= p.g;
    sum += p.x * p.y;
  }
  return sum;
}

double by_index(const double* x, int n) {
  Vec3 v = {{{x[0], x[1], x[2]}}};
  for (int i = 0; i < n; ++i) v[i % 3] *= x[i];
  v.color.g += v.x * v.x;
  const Vec3 w = v;
  return w.y * w[2] + w.color.r;
}

double made(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const Point p(x[i] * x[i + 1], x[i]);
    sum += p.squared() * p.at[1];
  }
  return sum;
}

double kept_whole(const double* x, int n) {
  std::vector<Vec3> all(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    Vec3& one = all[static_cast<std::size_t>(i)];
    one.x = x[i];
    one.y = x[i] * x[i];
    one.z = i;
  }
  double sum = 0;
  for (const Vec3& one : all) {
    for (int k = 0; k < 3; ++k) sum += one.at[k] * one.color.g;
  }
  return sum;
}

double rows(const double* x, int n) {
  Matrix a = {};
  for (int i = 0; i < n; ++i) a.m[i % 2][i / 2 % 2] += x[i] * x[i];
  Matrix b;
  b.m00 = a.m11;
  b.m01 = -a.m01;
  b.m10 = -a.m10;
  b.m11 = a.m00;
  return (a.m[0][0] * a.m[1][1] - a.m01 * a.m10) * b.m[1][0];
}

double integers(const double* x, int n) {
  const Count count(n);
  double sum = 0;
  for (int i = 0; i < count.number; ++i) sum += x[i] * x[count.whole - 1];
  return sum;
}

double outside(const double* x, int n) {
  Named::Both both;
  both.first = x[0] * x[n - 1];
  both.second = both.first * x[0];
  return both.first * both.second;
}
