// `using Base::Base;`: the arguments go to the base's constructor, the members begin with what they are declared with.
// derivatives: volume(x)
// derivatives: chained(x, y)
struct Square {
  double side = 1;
  double area = 1;
  Square() = default;
  explicit Square(double a) : side(a), area(a * a) {}
  Square(double a, double b) : side(a), area(a * b) {}
};

struct Prism : Square {
  using Square::Square;
  double height = 2;
};

struct Tower : Prism {
  using Prism::Prism;
  int floors = 3;
};

double volume(double x) {
  const Prism prism(x);
  return prism.area * prism.height * prism.side;
}

double chained(double x, double y) {
  Tower tower(x, x * y);
  tower.height += y;
  return tower.area * tower.height * tower.floors;
}
