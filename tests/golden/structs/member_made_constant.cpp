// A member that is overwritten with a constant before the object is copied: its derivative does not go on.
// derivatives: copied(x[2])
// derivatives: by_value(x[2])
// derivatives: nested(x[2])
// derivatives: in_loop(x[n])
struct Spot {
  double x;
  double y;
};

double copied(const double* x, int n) {
  Spot s = Spot{x[0], 0.5};
  s.x = n / 4.0;
  const Spot t = s;
  return t.x + x[1] * t.y;
}

static double sum(Spot s) {
  s.y *= 2;
  return s.x * s.x + s.y;
}

double by_value(const double* x, int n) {
  Spot s{x[0], x[1]};
  s.x = n;
  return sum(s);
}

struct Body {
  Spot at;
  Spot speed;
  double mass;
};

double nested(const double* x, int n) {
  Body a{{x[0], x[1]}, {x[1], x[0]}, x[0] * x[1]};
  a.at.y = 0.25 * n;
  a.mass = 2;
  Body b = a;
  b.speed.x = 1;
  Body c;
  c = b;
  return c.at.x * c.at.y + c.speed.x * c.speed.y + c.mass;
}

double in_loop(const double* x, int n) {
  Spot s{1, 0};
  double total = 0;
  for (int i = 0; i < n; i++) {
    Spot t = s;
    t.y += x[i] * x[i];
    total += t.x * t.y;
    if (i % 2 == 0) t.y = 0.5;
    s = t;
    s.x += t.y;
  }
  return total;
}
