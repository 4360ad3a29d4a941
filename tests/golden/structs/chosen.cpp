// Objects that a condition chooses: each side delivers where the object goes, also where it reads what is there.
// derivatives: chosen(x[3])
#include <stdexcept>

struct Point {
  double x;
  double y;
};

static Point turned(const Point& p, double by) { return {p.x - by * p.y, p.y + by * p.x}; }
static double length(Point p) { return p.x * p.x + 3 * p.y; }

static Point checked(const Point& p, bool is_good) {
  return is_good ? Point{p.y, p.x} : throw std::invalid_argument("not good");
}

double chosen(const double* x) {
  const Point first = {x[0], x[1]};
  Point chain[3];
  chain[0] = first;
  for (int i = 1; i < 3; ++i) chain[i] = i % 2 == 0 ? first : turned(chain[i - 1], x[2]);
  const Point second = x[0] > x[1] ? turned(first, x[2] * x[0]) : chain[1];
  Point third = second;
  third = x[2] > 0 ? Point{third.y, third.x * third.y} : turned(third, 2.0);
  third = x[2] > 10 ? first : turned(third, third.y);
  return length(third) + length(x[1] > 0 ? chain[1] : turned(second, x[1])) * checked(chain[2], true).x;
}
