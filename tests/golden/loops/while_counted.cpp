// A while loop whose number of iterations is known only by running it.
// derivatives: power(x)
double power(double x, unsigned exponent) {
  double result = 1;
  double base = x;
  while (exponent > 0) {
    if (exponent % 2 == 1) result *= base;
    base *= base;
    exponent /= 2;
  }
  return result;
}
