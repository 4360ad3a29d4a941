// Memory that is independent and overwritten: what goes into its adjoint is the seed of what comes out, whether or not the
// result reads it.
// derivatives: used(x[2])
// derivatives: unused(x[2])
// derivatives: cleared(x[2])

double used(double* x) {
  x[0] = x[0] * x[1];
  return x[0];
}

double unused(double* x) {
  const double first = x[0];
  x[0] = x[0] * x[1];
  return first;
}

double cleared(double* x) {
  double sum = 0;
  for (int i = 0; i < 2; ++i) {
    sum += x[i] * x[i];
    x[i] = 0;
  }
  return sum;
}
