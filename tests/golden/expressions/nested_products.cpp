// The derivative by the innermost factor of a product is the product of all others: with names for what stands inside, its
// work grows as that of the primal does.
// backsweep: --adjoint 'horner(x[n])' --tangent 'horner(x)' --adjoint 'all_factors(x[4])' --tangent 'all_factors(x)'
double horner(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += (((((((0.1 * x[i] + 0.2) * x[i] - 0.3) * x[i] + 0.4) * x[i] - 0.5) * x[i] + 0.6) * x[i] - 0.7) * x[i] + 0.8) * x[i];
  }
  return sum;
}

double all_factors(const double* x) {
  return x[0] * x[1] * x[2] * x[3] * (x[0] + x[1]) * (x[1] + x[2]) * (x[2] + x[3]) * (x[3] + x[0]) * (x[0] + 1) * (x[1] - 1);
}
