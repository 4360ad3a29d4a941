// Two variables in one loop header, running towards each other.
// derivatives: palindrome(x[n])
double palindrome(const double* x, int n) {
  double sum = 0;
  for (int i = 0, j = n - 1; i < j; ++i, --j) sum += x[i] * x[j] * x[j];
  return sum;
}
