// Conditions on values that are gone, or changed, when the reverse of an iteration asks for them.
// derivatives: nested(x[n])
// derivatives: changed(x[n])
// derivatives: counted(x[n])
// derivatives: behind(x[n])
// derivatives: masked(x[n] -> y[n])
double nested(const double* x, int n, int k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    if (k > 0) {
      const double c = 2 * x[i];
      if (c < 1) sum += x[i];
      else sum += c;
    }
  }
  return sum * sum;
}

double changed(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double c = x[i];
    if (c < 0.6) sum += 3 * x[i];
    c = 2 * c + 5;
    sum += c * c;
  }
  return sum * sum;
}

double counted(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double c = x[i];
    for (int s = 0; s < 3; ++s) {
      if (c < 1) sum += 3 * x[i] * s;
      c += 0.3;
    }
  }
  return sum * sum;
}

double behind(const double* x, const double* limits, int n, int k) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    if (k > 0) {
      const double* limit = limits + k;
      if (*limit < 0.2 + 0.2 * i) sum += x[i];
      else sum += 3 * x[i];
    }
  }
  return sum * sum;
}

void masked(const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) {
    const double v = x[i];
    if (v > 100) {
      y[i] = 0;
      continue;
    }
    const double size = v < 0 ? -v : v;
    y[i] = size <= 0.7 ? 0.5 * v * v : 0.7 * (size - 0.35);
  }
}
