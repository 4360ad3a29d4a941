// Hessians of which only some entries are kept.
// backsweep: --sparse --gradient 'chain(x[n])' --hessian 'chain(x[n])' --gradient 'weighted(x[n], weight)' --hessian 'weighted(x[n], weight)'
double chain(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const double gap = x[i + 1] - x[i] * x[i];
    sum += 100 * gap * gap + (1 - x[i]) * (1 - x[i]);
  }
  return sum;
}

// An arrow: all elements meet the weight, and themselves.
double weighted(const double* x, int n, double weight) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += weight * weight * x[i] * x[i] * x[i];
  return sum;
}
