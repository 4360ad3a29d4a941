// *--p, in a compound assignment.
// derivatives: accumulate(x[n] -> x[n])
void accumulate(double* x, int n) {
  double* p = x + n - 1;
  double carry = 1;
  while (p > x) {
    carry *= *p;
    *--p += carry * x[n - 1];
  }
}
