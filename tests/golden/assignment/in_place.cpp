// A variable on both sides, used nonlinearly by its own new value.
// derivatives: in_place(x[2] -> x[2])
#include <cmath>

void in_place(double* x) {
  x[0] = x[0] * x[0];
  x[1] = std::sin(x[1]) * x[0] + x[1];
  x[0] = x[1] - x[0] * x[1];
}
