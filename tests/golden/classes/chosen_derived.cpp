// A pointer or reference to the base of one of two objects, whose classes are different.
// derivatives: number(x[3])
// derivatives: member(x[3])
// derivatives: written(x[3])
struct Base {
  int n = 2;
  double m = 3;
};
struct Square : Base {};
struct Cube : Base {};

double number(const double* x) {
  Square s;
  Cube c;
  c.n = 3;
  const Base* b = x[1] > 0.5 ? static_cast<const Base*>(&s) : &c;
  return x[0] * b->n;
}

double member(const double* x) {
  Square s;
  Cube c;
  c.m = x[1];
  s.m = x[0];
  const Base* b = x[2] > 0.5 ? static_cast<const Base*>(&s) : &c;
  return x[0] * b->m;
}

double written(const double* x) {
  Square s;
  Cube c;
  c.m = x[1];
  s.m = x[0];
  Base& b = x[2] > 0.5 ? static_cast<Base&>(s) : c;
  b.m *= x[1];
  return c.m * s.m;
}
