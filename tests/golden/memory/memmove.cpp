// memmove over overlapping ranges: a shift register.
// derivatives: shift(x[n], value -> x[n])
#include <cstddef>
#include <cstring>

void shift(double* x, std::size_t n, double value) {
  for (int step = 0; step < 2; ++step) {
    std::memmove(x + 1, x, (n - 1) * sizeof(double));
    x[0] = value * x[1];
  }
}
