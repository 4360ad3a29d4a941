// std::memcpy between an array of numbers and a struct that holds nothing else: member by member.
// derivatives: project(p[11])
#include <cstring>

struct Point {
  double x, y;
};

struct Intrinsics {
  double focal[2];
  Point centre;
  double k;
};

double project(const double* p, int n) {
  Intrinsics camera;
  double point[6];
  std::memcpy(&camera, p, sizeof(camera));
  std::memcpy(point, p + 5, sizeof(point));
  double seen[2];
  const Point shifted = {camera.focal[0] * point[0] + camera.centre.x, camera.focal[1] * point[1] + camera.centre.y};
  std::memcpy(seen, &shifted, sizeof(Point));
  return seen[0] * camera.k * point[5] + seen[1] * seen[1] + n;
}
