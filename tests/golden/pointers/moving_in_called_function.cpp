// Pointers that move in a function which is called twice in loops and is not small.
// derivatives: relaxed(x[n], y[n])
#include <cmath>

void relax(const double* x, double* y, int n) {
  const double* p = x;
  double* q = y;
  int i = 0;
  while (i < n) {
    if (*q > 1.5) {
      *q *= 0.5;
      *q += std::sin(*p);
    } else if (*q > 0.5) {
      *q = std::cos(*q) * *p;
      *q *= 1.1;
    } else {
      *q += 0.75 * *p;
    }
    if (i % 2 == 0) {
      ++p;
    }
    *q++ *= *p;
    ++i;
  }
  while (i > 0) {
    --i;
    *--q *= 1.0 + 0.1 * *p;
    if (*q > 2.0) {
      *q = 2.0 * std::tanh(*q);
      *q -= 0.1 * *p;
    }
    if (i % 2 == 0) {
      --p;
      *q += 0.2 * *p;
    }
  }
}

void relaxed(const double* x, double* y, int n) {
  double sum = 0.0;
  int step = 0;
  while (sum < 1.0 && step < 3) {
    relax(x, y, n);
    sum += y[0];
    relax(y, y, n - 1);
    ++step;
  }
}
