// Pointers that a loop moves whose iterations run again in the reverse sweep: behind it their adjoints lead there too.
// derivatives: searched(x[n])
// derivatives: exchanged(x[n])

/// The search walks on from where it stopped.
double searched(const double* x, int n) {
  double a[6];
  for (int i = 0; i < 6; ++i) a[i] = 2 * x[i % n];
  double* found = a;
  double total = 0;
  for (int k = 0; k < n; ++k) {
    while (found < a + k && *found < 3) ++found;
    total += x[k];
  }
  return total * found[0] + found[1] * found[1];
}

double exchanged(const double* x, int n) {
  double a[4];
  double b[4];
  for (int i = 0; i < 4; ++i) {
    a[i] = x[i % n] * x[i % n];
    b[i] = 3 * x[i % n];
  }
  double* now = a;
  double* next = b;
  double total = 0;
  for (int k = 0; k < 4; ++k) {
    int j = k;
    while (j-- > 0) {
      double* const other = now;
      now = next;
      next = other;
    }
    total += x[k % n];
  }
  for (int i = 0; i < 4; ++i) total += now[i] * now[i] - 0.5 * next[i];
  return total;
}
