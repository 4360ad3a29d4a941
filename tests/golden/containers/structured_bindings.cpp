// Structured bindings to structs and arrays, by value and by reference.
// derivatives: bound(x, y)
struct Polar {
  double radius;
  double angle;
};

double bound(double x, double y) {
  Polar polar{x * y, x};
  auto& [radius, angle] = polar;
  radius *= angle;
  double pair[2] = {polar.radius, y};
  auto [first, second] = pair;
  first *= second;
  return first * pair[0] + polar.radius * angle;
}
