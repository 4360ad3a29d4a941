// A switch over an enumeration without default.
// derivatives: area(size)
enum class Shape { kSquare, kCircle, kTriangle };

double area(Shape shape, double size) {
  switch (shape) {
    case Shape::kSquare: return size * size;
    case Shape::kCircle: return 3.14159265358979 * size * size;
    case Shape::kTriangle: return 0.5 * size * size;
  }
  return 0;
}
