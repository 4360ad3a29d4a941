// A variable that is reduced to a period, rounded off or moved by constants in place: its derivative stays what it is.
// derivatives: reduced(x, y)
#include <cmath>

double reduced(double x, double y) {
  double angle = 9 * x + y;
  angle = std::fmod(angle, 6.25);
  double part = x * y;
  part = part - std::floor(part);
  part = std::nextafter(part, 9.0);
  return angle * angle + part * y;
}
