// Objects of classes with virtual functions that only their constructors can make: which functions they have is known.
// derivatives: area(r, k)
// derivatives: layers(x, k)
#include <cmath>

struct Shape {
  virtual ~Shape() {}
  virtual double area(double k) const = 0;
};

struct Circle final : Shape {
  explicit Circle(double radius) : r(radius) {}
  double area(double k) const override { return k * r * r; }
  double r;
};

struct Layer {
  virtual ~Layer() = default;
  virtual double apply(double x) const = 0;
  double twice(double x) const { return apply(apply(x)); }
};

struct Scale : Layer {
  explicit Scale(double factor) : k(factor) {}
  double apply(double x) const override { return k * std::sin(x); }
  double k;
};

double area(double r, double k) {
  Circle circle(r * r);
  return circle.area(k);
}

double layers(double x, double k) {
  const Scale first(k);
  const Scale second(k * k);
  return second.apply(first.apply(x)) * first.k;
}
