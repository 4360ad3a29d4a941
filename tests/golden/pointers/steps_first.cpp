// Pointers that are moved before they are used.
// derivatives: total(x[n])
// derivatives: squares(x[n])
// derivatives: lowered(x[n] -> y[n])
// derivatives: local(x[2])

double total(const double* x, int n) {
  const double* p = x + n;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += *--p;
  return sum;
}

double squares(const double* x, int n) {
  const double* p = x - 1;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    p += 1;
    sum += *p * *p;
  }
  return sum;
}

void lowered(const double* x, double* y, int n) {
  double* p = y + n;
  for (int i = 0; i < n; ++i) *--p -= x[1];
}

double local(const double* x) {
  double v[3] = {x[0], x[1] * x[1], 0.1};
  double* p = v + 3;
  for (int i = 0; i < 3; ++i) *--p -= 0.6 * x[1];
  return v[1] + v[2];
}
