// Parameters for memory that is overwritten, and for its size, change in the function: callers find their memory as the
// function leaves it, from where they handed it in.
// derivatives: squares(x[n] -> x[n])
// backsweep: --gradient 'squares_and_sum(x[n])'
// derivatives: products(x[n], y[n] -> y[n])
// derivatives: one_less(x[n] -> x[n])
// derivatives: down_to_none(x[n] -> x[n])

void squares(double* x, int n) {
  for (int i = 0; i < n; ++i) {
    *x *= *x;
    ++x;
  }
}

double squares_and_sum(double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    *x *= *x;
    sum += *x++;
  }
  return sum;
}

void products(const double* x, int n, double* y) {
  for (int i = 0; i < n; ++i) {
    *y = x[i] * x[i];
    *y *= i > 0 ? y[-1] : 1;
    ++y;
  }
}

void one_less(double* x, int n) {
  n -= 1;
  for (int i = 0; i < n; ++i) x[i] *= x[i + 1];
  x[n] *= x[0];
}

void down_to_none(double* x, int n) {
  while (n > 0) {
    --n;
    x[n] *= x[n];
  }
}
