// Conversions that choose among functions of one name, which stay calls.
// backsweep: --inline-limit=0
// derivatives: norms(x[n])
// derivatives: powers(x)

double norm(const double* v, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += v[i] * v[i];
  return sum;
}

double norm(const double* v, long n) {
  double sum = 0;
  for (long i = 0; i < n; ++i) sum += v[i] * v[i] * v[i];
  return sum;
}

double norms(const double* x, int n) { return norm(x, n) * norm(x, static_cast<long>(n)) + norm(x, 2L); }

double power(double x, int k) { return k == 2 ? x * x : x; }
double power(double x, double k) { return k > 1 ? x * x * x : x; }

double powers(double x) { return power(x, 2) * power(x, 2.0) + power(2 * x, static_cast<double>(1 + 1)); }
