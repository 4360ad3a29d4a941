// std::memcpy between an array of numbers and arrays of structs that hold nothing else.
// derivatives: length(coordinates[9])
// derivatives: moved(points[n], by -> out[n * 3])
// derivatives: packed(x[n])
#include <cmath>
#include <cstddef>
#include <cstring>
#include <vector>

struct Point {
  double x, y, z;
};

double length(const double* coordinates) {
  Point points[3];
  std::memcpy(points, coordinates, 9 * sizeof(double));
  double sum = 0;
  for (int i = 0; i < 2; ++i) {
    const Point step = {points[i + 1].x - points[i].x, points[i + 1].y - points[i].y, points[i + 1].z - points[i].z};
    sum += std::sqrt(step.x * step.x + step.y * step.y + step.z * step.z);
  }
  return sum;
}

void moved(const Point* points, int n, double by, double* out) {
  std::vector<Point> all(points, points + n);
  for (Point& point : all) {
    point.x *= by;
    point.z += by * point.y;
  }
  std::memcpy(out, all.data(), all.size() * sizeof(Point));
}

double packed(const double* x, int n) {
  std::vector<Point> all(static_cast<std::size_t>(n / 3));
  std::memcpy(all.data(), x, static_cast<std::size_t>(n / 3) * sizeof(Point));
  double sum = 0;
  for (const Point& point : all) sum = 0.5 * sum + point.x * point.y * point.z;
  double flat[6];
  std::memcpy(flat, &all[0], sizeof flat);
  return sum * flat[4];
}
