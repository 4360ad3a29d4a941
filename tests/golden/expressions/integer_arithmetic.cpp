// Integers are computed with every operator and are never active.
// derivatives: integers(x)
double integers(double x, int n, unsigned mask) {
  const int quotient = ((n & 7) << 2) / 3 % 5;
  unsigned bits = (mask & 6U) | (mask ^ 3U) | (~mask >> 30U);
  bits %= 7U;
  const int sign = n >= 0 ? +1 : -1;
  const bool odd = (n & 1) != 0;
  return x * quotient + x * x * bits * sign + (odd ? x : !odd * 2 * x);
}
