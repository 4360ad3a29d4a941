// Static scratch space of a function that stays a call: each call overwrites what it reads.
// backsweep: --inline-limit=0
// derivatives: product(x[n])
// derivatives: mixed(x[n])

double folded(const double* p, int n) {
  static double squares[8];
  for (int i = 0; i < n; i++) squares[i] = p[i] * p[i];
  double sum = 0;
  for (int i = 0; i < n; i++) sum += squares[i] * squares[n - 1 - i];
  return sum;
}

double product(const double* x, int n) { return folded(x, n) * folded(x + 1, n - 1); }

double scaled(const double* p, int n) {
  static double factor;
  factor = p[n - 1] * p[0];
  return factor * factor;
}

double mixed(const double* x, int n) { return scaled(x, n) * scaled(x + 1, n - 1); }
