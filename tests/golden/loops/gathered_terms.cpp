// Loops whose reverse adds to neighbours what is cheap to compute: each element gets its terms in one pass.
// derivatives: smoothed(x[n])
// derivatives: one_sided(x[n], k)
// derivatives: downwards(x[n])
// derivatives: bent(x[n], k)
// derivatives: few(x[6])
// derivatives: fixed_size(x[40])
// derivatives: weighted_by_place(x[n])
// derivatives: in_single(x[n])

double smoothed(const double* x, int n) {
  double y[16] = {};
  for (int i = 2; i < n - 2; ++i) y[i] = 0.1 * (x[i - 2] + x[i + 2]) + 0.2 * (x[i - 1] + x[i + 1]) + 0.4 * x[i];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

double one_sided(const double* x, int n, double k) {
  double y[16] = {};
  for (int step = 0; step < 2; ++step) {
    for (int i = 3; i < n; ++i) y[i] = y[i] * 0.5 + k * (x[i] - x[i - 1]) - 0.25 * x[i - 3];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}

double downwards(const double* x, int n) {
  double y[16] = {};
  for (int i = n - 2; i >= 1; --i) {
    y[i] = 3 * x[i + 1] - 2 * x[i] + x[i - 1];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * (1 + y[i]);
  return sum;
}

// The terms depend on x, and the sum for k is left where it was.
double bent(const double* x, int n, double k) {
  double y[16] = {};
  for (int i = 1; i <= n - 2; ++i) y[i] = x[i] + k * (x[i + 1] - 2 * x[i] + x[i - 1]) * x[i];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}

double few(const double* x) {
  double y[6] = {};
  for (int i = 2; i < 4; ++i) y[i] = x[i + 2] - 4 * x[i] + x[i - 2];
  return y[2] * y[2] + y[2] * y[3];
}

double weighted_by_place(const double* x, int n) {
  double y[16] = {};
  for (int i = 0; i < n - 1; ++i) y[i] = i * x[i] + (i + 1) * x[i + 1];
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}

// Bounds that are numbers: the ends are too.
double fixed_size(const double* x) {
  double y[40] = {};
  for (int i = 1; i < 39; ++i) y[i] = x[i + 1] + x[i - 1] - x[i];
  double sum = 0;
  for (int i = 0; i < 40; ++i) sum += y[i] * y[i];
  return sum;
}

float in_single(const float* x, int n) {
  float y[16] = {};
  for (int i = 1; i < n - 1; ++i) y[i] = 0.5F * (x[i + 1] - x[i - 1]);
  float sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}
