// What macros of C libraries make of not-a-number and infinity.
// derivatives: clipped(x)
// derivatives: ratio(x, y)
#include <cmath>

#define ML_NAN (0.0 / 0.0)
#define ML_POSINF (1.0 / 0.0)
#define ML_NEGINF ((-1.0) / 0.0)

double clipped(double x) {
  if (x < 0) return ML_NAN;
  if (x == 0) return ML_NEGINF;
  if (x > 1e6) return ML_POSINF;
  return std::log(x) * x;
}

double ratio(double x, double y) {
  double least = 1 / 0.0f;
  const double all[2] = {x / y, x * y};
  for (const double one : all) least = one < least ? one : least;
  return least;
}
