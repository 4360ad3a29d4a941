// Members whose type has no name: it is the type of the member.
// derivatives: listed(x[n])
// derivatives: assigned(x[n])
// derivatives: copied(x[n])
// derivatives: elements(x[n])
struct Body {
  double position;
  struct {
    double mass;
    double charge;
    struct {
      double spin;
    } inner;
  } of;
  struct {
    double weight;
  } parts[2];
};

double listed(const double* x, int n) {
  const Body body{x[0], {x[1], x[n - 1], {x[2]}}, {{x[0]}, {x[1]}}};
  return body.of.charge * body.position * body.of.mass * body.of.inner.spin + body.parts[0].weight * body.parts[1].weight;
}

double assigned(const double* x, int n) {
  Body bodies[3];
  double s = 0;
  for (int i = 0; i < n; ++i) {
    Body& body = bodies[i % 3];
    body.position = x[i];
    body.of = {1.0 + i, x[0], {x[i] * x[i]}};
    body.of.inner = {s + x[i]};
    s += body.of.charge * body.position * body.of.mass * body.of.inner.spin;
  }
  return s;
}

double copied(const double* x, int n) {
  Body body{x[0], {x[1], x[n - 1], {x[2]}}, {{x[0]}, {x[1]}}};
  auto of = body.of;
  of.mass *= body.of.charge;
  body.of = of;
  return body.of.mass * of.charge + of.inner.spin;
}

double elements(const double* x, int n) {
  Body body{};
  double s = 1;
  for (int i = 0; i < n; ++i) {
    auto part = body.parts[i % 2];
    part.weight += x[i] * s;
    body.parts[(i + 1) % 2] = part;
    s += part.weight * body.parts[0].weight;
  }
  return s;
}
