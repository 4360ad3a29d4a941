// Objects in vectors and arrays: filled, copied, pushed, with members that are vectors and with default values.
// derivatives: population(x)
#include <algorithm>
#include <cstring>
#include <vector>

struct Point {
  double x = 1;
  double y = 2;
};

struct Path {
  std::vector<double> steps;
  double scale;
};

double population(double x) {
  const Point fixed{3, 4};
  std::vector<Point> points(2, Point{x, x * x});
  points.push_back(fixed);
  points.resize(5);
  points[4].x = x;
  Point window[3];
  std::copy(points.begin(), points.begin() + 3, window);
  std::memmove(window, window + 1, 2 * sizeof(Point));
  std::fill_n(window + 2, 1, points[0]);
  double sum = 0;
  for (const Point& p : window) sum += p.x * p.y * x;
  for (const Point& p : points) sum += p.x * p.y;
  std::vector<Path> paths;
  for (int i = 1; i < 4; ++i) {
    Path path;
    path.steps.assign(2, x * i);
    path.scale = i < 3 ? x * x : 1.5;
    paths.push_back(path);
  }
  paths[1].steps[0] *= x;
  for (const Path& path : paths) {
    for (const double step : path.steps) sum += step * step * path.scale;
  }
  return sum;
}
