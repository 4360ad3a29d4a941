// Structs inside structs, and an array inside.
// derivatives: potential(system)
#include <cmath>

struct Point {
  double x, y;
};
struct Spring {
  Point ends[2];
  double stiffness;
};
struct System {
  Spring spring;
  Point centre;
};

double potential(const System& system) {
  const Spring& spring = system.spring;
  const double dx = spring.ends[0].x - spring.ends[1].x;
  const double dy = spring.ends[0].y - spring.ends[1].y;
  double sum = spring.stiffness * std::sqrt(dx * dx + dy * dy);
  for (int i = 0; i < 2; ++i) sum += system.spring.ends[i].x * system.centre.y;
  return sum * system.centre.x;
}
