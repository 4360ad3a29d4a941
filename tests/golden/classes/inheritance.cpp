// A derived class without virtual functions: inherited data and functions.
// derivatives: volume(r, h)
struct Base {
  double radius;
  double area() const { return 3.0 * radius * radius; }
};
struct Cylinder : Base {
  double height;
  Cylinder(double r, double h) : Base{r}, height(h) {}
  double volume() const { return area() * height; }
};

double volume(double r, double h) {
  Cylinder cylinder(r, h * r);
  cylinder.radius *= h;
  const Base& base = cylinder;
  return cylinder.volume() + base.area();
}
