// Pointers declared with an offset that changes in loops that return early or skip ahead, in functions that stay calls.
// backsweep: --adjoint 'first_large(a[n] -> a[n])' --tangent 'first_large(a[n] -> a[n])' --adjoint 'packed(x[n])' --tangent 'packed(x[n])' --inline-limit=0

static int squared_until(double* a, int n) {
  for (int j = 0; j < n; ++j) {
    double* c = a + j;
    c[0] = c[0] * c[0];
    if (c[0] > 3) return j;
  }
  return n;
}

int first_large(double* a, int n) { return squared_until(a, n); }

static double smoothed(double* rows, const int* lengths, int count) {
  double sum = 0;
  int start = 0;
  for (int i = 0; i < count; ++i) {
    double* row = &rows[start];
    const double* last = rows + (start + lengths[i] - 1);
    for (int k = 1; k < lengths[i]; ++k) row[k] += row[k - 1] * row[k] * *last;
    if (row[0] < 0) start += 1;
    start += lengths[i];
    sum += row[1] * *last;
  }
  return sum;
}

double packed(const double* x, int n) {
  const int lengths[] = {2, 4, 3};
  double rows[12];
  for (int i = 0; i < 12; ++i) rows[i] = x[i % n] * (i + 1);
  return smoothed(rows, lengths, 3);
}
