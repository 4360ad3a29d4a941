// Objects with a name and a constructor of their own, handed to a function that stays a call.
// derivatives: traced(x[4])
// derivatives: changed(x[4])
#include <cmath>

struct Vec {
  double x, y;
  Vec(double a = 0, double b = 0) {
    x = a;
    y = b;
  }
};

struct Ray {
  Vec origin, direction;
  Ray(Vec o, Vec d) : origin(o), direction(d) {}
};

double radiance(const Ray& r, int depth) {
  if (depth > 3) return r.origin.x * r.direction.y;
  const Ray next(r.direction, r.origin);
  return std::sin(r.direction.x) * radiance(next, depth + 1);
}

double traced(const double* x) { return radiance(Ray(Vec(x[0], x[1]), Vec(x[2], x[3])), 0); }

double changed(const double* x) {
  Ray ray(Vec(x[0], x[1]), Vec(x[2], x[3]));
  double sum = radiance(ray, 2);
  ray.direction.x *= x[1];
  sum += radiance(ray, 1);
  return sum;
}
