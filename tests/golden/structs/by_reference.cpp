// Structs by reference as independent and as dependent.
// derivatives: collide(a, b -> b)
struct Body {
  double mass;
  double velocity[2];
  int id;
};

void collide(const Body& a, Body& b) {
  const double total = a.mass + b.mass;
  for (int i = 0; i < 2; ++i) {
    const double centre = (a.mass * a.velocity[i] + b.mass * b.velocity[i]) / total;
    b.velocity[i] = 2 * centre - b.velocity[i];
  }
  if (a.id != b.id) b.mass *= a.mass;
}
