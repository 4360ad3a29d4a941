// Neighbours on rings and tori: each element fetches its terms from those whose neighbour it is.
// derivatives: ring(x[n], k)
// derivatives: right_only(x[n])
// derivatives: by_remainder(x[n], k)
// derivatives: swapped_branches(x[n])
// derivatives: torus(x[n * m], k)
// derivatives: two_fields(x[2 * n * n], k)
// derivatives: bent(x[n])
// derivatives: held_at_the_ends(x[n])
// derivatives: part_of_a_ring(x[n])
// derivatives: ring_without_ends(x[n])
// derivatives: twice_in_a_subscript(x[n * n])

double ring(const double* x, int n, double k) {
  double y[700] = {};
  for (int i = 0; i < n; ++i) {
    const int left = i == 0 ? n - 1 : i - 1;
    const int right = i == n - 1 ? 0 : i + 1;
    y[i] = x[i] + k * (x[left] - 2 * x[i] + 3 * x[right]);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

// The body knows no left neighbour.
double right_only(const double* x, int n) {
  double y[16] = {};
  for (int i = 0; i < n; ++i) {
    const int right = i + 1 < n ? i + 1 : 0;
    y[i] = 0.5 * x[right] - 0.25 * x[i];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * (1 + y[i]);
  return sum;
}

double by_remainder(const double* x, int n, double k) {
  double y[16] = {};
  for (int step = 0; step < 2; ++step) {
    for (int i = 0; i < n; ++i) {
      const double left = x[(i + n - 1) % n];
      const double right = x[(i + 1) % n];
      y[i] = 0.5 * y[i] + k * (left + right);
    }
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i];
  return sum;
}

double swapped_branches(const double* x, int n) {
  double y[16] = {};
  for (int i = 0; i < n; i++) {
    const int previous = i > 0 ? i - 1 : n - 1;
    const int next = n - 1 > i ? i + 1 : 0;
    y[i] = x[previous] * 0.1 - x[next] * 0.2;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

double torus(const double* x, int n, int m, double k) {
  double y[16] = {};
  for (int i = 0; i < n; ++i) {
    const int up = i == 0 ? n - 1 : i - 1;
    const int down = i == n - 1 ? 0 : i + 1;
    for (int j = 0; j < m; ++j) {
      const int left = j == 0 ? m - 1 : j - 1;
      const int right = j == m - 1 ? 0 : j + 1;
      const double spread = x[up * m + j] + 2 * x[down * m + j] + 3 * x[i * m + left] + 4 * x[i * m + right];
      y[i * m + j] = x[i * m + j] * x[i * m + j] + k * spread + 0.1 * x[up * m + right];
    }
  }
  double sum = 0;
  for (int i = 0; i < n * m; ++i) sum += y[i] * y[i];
  return sum;
}

// Both fields lie in one array, and so do their rates.
double two_fields(const double* x, int n, double k) {
  double rate[32] = {};
  const double* u = x;
  const double* v = x + n * n;
  for (int i = 0; i < n; i++) {
    const int up = i == 0 ? n - 1 : i - 1;
    for (int j = 0; j < n; j++) {
      const int right = j == n - 1 ? 0 : j + 1;
      const int at = i * n + j;
      const double reaction = u[at] * u[at] * v[at];
      rate[at] = reaction + k * (u[up * n + j] + u[i * n + right] - 2 * u[at]);
      rate[n * n + at] = u[at] - reaction + k * (v[up * n + j] + v[i * n + right] - 2 * v[at]);
    }
  }
  double sum = 0;
  for (int i = 0; i < 2 * n * n; ++i) sum += rate[i] * rate[i];
  return sum;
}

// What goes to the neighbours depends on what is there: it would be computed twice.
double bent(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const int right = i == n - 1 ? 0 : i + 1;
    const double d = x[right] - x[i];
    sum += d * d * d * x[right];
  }
  return sum;
}

// No ring: two elements have the first one as their neighbour.
double held_at_the_ends(const double* x, int n) {
  double y[16] = {};
  for (int i = 0; i < n; ++i) {
    const int left = i == 0 ? 0 : i - 1;
    const int right = i == n - 1 ? n - 1 : i + 1;
    y[i] = x[left] + 2 * x[right];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

// Nor this: the first element is nobody's.
double part_of_a_ring(const double* x, int n) {
  double y[16] = {};
  for (int i = 1; i < n; ++i) {
    const int left = i == 0 ? n - 1 : i - 1;
    const int right = i == n - 1 ? 0 : i + 1;
    y[i] = x[left] + 2 * x[right];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

// A ring of the elements between the first and the last.
double ring_without_ends(const double* x, int n) {
  double y[16] = {};
  for (int i = 1; i <= n - 2; ++i) {
    const int left = i == 1 ? n - 2 : i - 1;
    const int right = i == n - 2 ? 1 : i + 1;
    y[i] = x[left] - 2 * x[right] + x[0];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}

double twice_in_a_subscript(const double* x, int n) {
  double y[16] = {};
  for (int i = 0; i < n; ++i) {
    const int right = i == n - 1 ? 0 : i + 1;
    y[i] = x[right * n + i] + 2 * x[i * n + right] - x[right * n + right];
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += y[i] * y[i] * y[i];
  return sum;
}
