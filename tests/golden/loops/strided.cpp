// Steps of more than one, upwards and downwards, with bounds that the step does not hit.
// derivatives: strided(x[n] -> y[n])
void strided(const double* x, double* y, int n, int step) {
  for (int i = 0; i < n; ++i) y[i] = x[i];
  for (int i = 0; i < n; i += step) y[i] = y[i] * x[i];
  for (int i = n - 1; i > 0; i -= 3) y[i] = y[i] * y[i - 1];
}
