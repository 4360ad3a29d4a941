// An object with a virtual base whose class cannot be made without arguments.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

struct Square final : virtual Shape {
  explicit Square(double side) : side(side) {}
  double area() const override { return side * side; }
  double side;
};

double f(double x) {
// expect-error@+2:3: an object of class 'Square' is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  Square square(x);
  return square.area();
}
