// Buffers of a helper that change places there, while it overwrites what it was given.
// derivatives: difference(left[8], right[8])
#include <cmath>

/// A rod that is cooled at its ends, and radiates. Returns how uneven the heat is in its middle.
static double cool(double* rod, int steps, double loss) {
  double first[8];
  double second[8];
  double* now = first;
  double* next = second;
  for (int i = 0; i < 8; ++i) now[i] = rod[i];
  for (int step = 0; step < steps; ++step) {
    const double left = 0.5 * now[0];
    const double right = 0.5 * now[7];
    next[0] = left;
    next[7] = right;
    for (int i = 1; i < 7; ++i) {
      const double mean = 0.5 * (now[i - 1] + now[i + 1]);
      const double radiated = loss * now[i] * now[i];
      next[i] = now[i] + 0.2 * (mean - now[i]) - radiated;
    }
    double* before = now;
    now = next;
    next = before;
  }
  for (int i = 0; i < 8; ++i) rod[i] = now[i];
  double sum = 0;
  double square = 0;
  for (int i = 2; i < 6; ++i) {
    sum += now[i];
    square += now[i] * now[i];
  }
  return std::sqrt(square / 4 - sum * sum / 16 + 0.1);
}

/// Of at most 8 elements.
double difference(const double* left, const double* right, int steps) {
  double one[8];
  double other[8];
  for (int i = 0; i < 8; ++i) {
    one[i] = left[i];
    other[i] = right[i];
  }
  const double uneven = cool(one, steps, 0.01) * cool(other, steps, 0.02);
  double sum = 0;
  for (int i = 0; i < 8; ++i) sum += (one[i] - other[i]) * (one[i] - other[i]);
  return sum * uneven;
}
