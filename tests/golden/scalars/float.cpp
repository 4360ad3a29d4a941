// Everything in float.
// derivatives: single(x, y)
#include <cmath>

float single(float x, float y) {
  const float a = std::sin(x) * y;
  return a * a + x / y + 0.5f;
}
