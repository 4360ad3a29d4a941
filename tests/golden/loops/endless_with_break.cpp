// for (;;), left from the middle.
// derivatives: collatz_like(x)
double collatz_like(double x, int n) {
  double product = 1;
  for (;;) {
    product *= x;
    if (n == 1) break;
    n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    product += 0.5;
  }
  return product;
}
