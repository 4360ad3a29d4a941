// Only one member of a struct is independent.
// derivatives: weight(p.mass)
struct Planet {
  double mass;
  double radius;
};

double weight(const Planet& p, double load) { return load * p.mass / (p.radius * p.radius) + p.mass * p.mass; }
