// A loop that counts down; every iteration overwrites the value the next one reads.
// derivatives: horner(c[n], x)
double horner(const double* c, int n, double x) {
  double y = 0;
  for (int i = n - 1; i >= 0; --i) y = y * x + c[i];
  return y;
}
