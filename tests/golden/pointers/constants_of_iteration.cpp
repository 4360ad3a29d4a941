// Constants of an iteration that a pointer chooses between: declared once, in front of the loop, they are assigned.
// derivatives: weighted(x[n])
// derivatives: either(x[n])
// derivatives: rows(x[n])

double weighted(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double weights[3] = {0.5, x[i], 2.5};
    const double* chosen = weights;
    chosen += i % 2;
    sum += chosen[1] * x[i] * x[i];
  }
  return sum;
}

double either(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double square = x[i] * x[i];
    const double first = x[0];
    const double* chosen = &square;
    if (i % 2 == 1) chosen = &first;
    sum += *chosen * x[i];
  }
  return sum;
}

double rows(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const double table[2][2] = {{0.5, x[i]}, {2.5, 1}};
    const double(*row)[2] = table;
    row += i % 2;
    sum += (*row)[1] * x[i] * x[i];
  }
  return sum;
}
