// Loops that look like stencils, and are none, or add to arrays in other ways beside one.
// derivatives: beside_coefficients(x[n])
// derivatives: exponentials(x[n])
// derivatives: transposed(x[n])
// derivatives: changed_offset(x[n])
// derivatives: ring(x[n])
// derivatives: table(x[n])
// derivatives: overlapping(x[n])
// derivatives: overlapping_again(x[n])
#include <cmath>

double beside_coefficients(const double* x, int n) {
  const int m = n / 2;
  const double* c = x + m;
  double s = 0;
  for (int i = 0; i < m - 2; ++i) s += std::sin(x[i] * x[i + 2]) * c[i + 1];
  return s;
}

double exponentials(const double* x, int n) {
  const int m = n / 2;
  const double* c = x + m;
  double s = 0;
  for (int i = 1; i < m; ++i) s += std::exp(x[i] - x[i - 1]) * c[i - 1];
  return s;
}

double transposed(const double* x, int n) {
  double a[20][20];
  double b[20][20] = {};
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) a[i][j] = x[(i + j * j) % n] * (i - j);
  }
  for (int i = 0; i < 19; ++i) {
    for (int j = 0; j < 19; ++j) b[i][j] = a[i][j + 1] - a[j][i];
  }
  double s = 0;
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) s += b[i][j] * b[i][j] * (1 + i - 2 * j);
  }
  return s;
}

double changed_offset(const double* x, int n) {
  double s = 0;
  for (int i = 0; i < n - 4; ++i) {
    int k = 1;
    k += i % 2;
    s += x[i + k] * x[i + k + 1];
  }
  return s;
}

double ring(const double* x, int n) {
  double w[256] = {};
  for (int i = 0; i < n; ++i) w[i] = x[i];
  double s = 0;
  for (int i = 0; i < 300; ++i) {
    s += w[static_cast<unsigned char>(i)] * w[static_cast<unsigned char>(i + 1)];
  }
  return s;
}

double table(const double* x, int n) {
  double w[256] = {};
  double s = 0;
  for (int i = 0; i < 300; ++i) {
    s += 0.01 * i * w[static_cast<unsigned char>(i)];
    w[static_cast<unsigned char>(i)] = x[i % n] * 0.3;
    s += w[static_cast<unsigned char>(i)] * w[static_cast<unsigned char>(i)];
  }
  return s;
}

void smooth(double* out, const double* in, int n) {
  for (int i = 1; i < n - 1; ++i) out[i] += 0.1 * (in[i - 1] - 2 * in[i] + in[i + 1]);
}

double overlapping(const double* x, int n) {
  double u[16];
  for (int i = 0; i < n; ++i) u[i] = x[i];
  smooth(u, u, n);
  smooth(u, u + 1, n - 1);
  double s = 0;
  for (int i = 0; i < n; ++i) s += u[i] * u[i] * (i + 1);
  return s;
}

void smooth_often(double* out, const double* in, int n, int times) {
  for (int i = 1; i < n - 1; ++i) out[i] += 0.1 * (in[i - 1] - 2 * in[i] + in[i + 1]);
  if (times > 1) smooth_often(out, in, n, times - 1);
}

double overlapping_again(const double* x, int n) {
  double u[16];
  for (int i = 0; i < n; ++i) u[i] = x[i];
  smooth_often(u, u, n, 3);
  double s = 0;
  for (int i = 0; i < n; ++i) s += u[i] * u[i] * (i + 1);
  return s;
}
