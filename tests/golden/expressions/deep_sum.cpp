// An expression deeper than most is cut into parts, in the order in which it is summed.
// derivatives: energy(x[n])
#define FOUR(i) x[i] * x[i + 1] + x[i + 1] * x[i + 2] + x[i + 2] * x[i + 3] - x[i + 3] * x[i]
#define SIXTEEN(i) FOUR(i) + FOUR(i + 4) + FOUR(i + 8) + FOUR(i + 12)

double energy(const double* x, int n) {
  return SIXTEEN(0) + SIXTEEN(1) + SIXTEEN(2) + SIXTEEN(3) + SIXTEEN(4) + SIXTEEN(5) + SIXTEEN(6) + n * SIXTEEN(7);
}
