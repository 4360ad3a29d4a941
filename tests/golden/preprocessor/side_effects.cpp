// Function-like macros that evaluate an argument with side effects twice, or assign.
// derivatives: macros(x[n])
#define LARGER(a, b) ((a) > (b) ? (a) : (b))
#define ACCUMULATE(sum, value) \
  do {                         \
    (sum) += (value);          \
    ++count;                   \
  } while (0)

double macros(const double* x, int n) {
  double sum = 0;
  int count = 0;
  const double* p = x;
  while (p + 1 < x + n) ACCUMULATE(sum, LARGER(*p++, 0.8) * x[0]);
  double y = sum;
  sum = LARGER(y *= 1.1, sum);
  return sum * y * count;
}
