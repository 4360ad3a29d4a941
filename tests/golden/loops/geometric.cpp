// A loop variable that is doubled and one that is halved: butterflies of a transform.
// derivatives: transform(x[n] -> x[n])
void transform(double* x, int n) {
  for (int width = 1; width < n; width *= 2) {
    for (int start = 0; start < n; start += 2 * width) {
      for (int i = start; i < start + width; ++i) {
        const double a = x[i];
        const double b = x[i + width];
        x[i] = a + b;
        x[i + width] = a * b;
      }
    }
  }
  for (int k = n / 2; k > 0; k /= 2) x[0] *= x[k];
}
