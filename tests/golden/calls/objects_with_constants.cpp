// Objects with a member that was overwritten with a constant, handed to functions and back by value, and put into vectors.
// derivatives: made(x[2])
// derivatives: passed(x[2])
// derivatives: pushed(x[2])
// derivatives: enclosed(x[2])
#include <vector>

struct Spot {
  double x;
  double y;
};

static Spot make(double a, int k) {
  Spot r{a, a * a};
  r.x = k;
  return r;
}

double made(const double* x, int n) {
  const Spot s = make(x[0], n);
  return s.x * s.y + x[1] * s.x;
}

static Spot stretched(Spot s) {
  s.y *= 3;
  return s;
}

double passed(const double* x, int n) {
  Spot a{x[0], x[1]};
  a.x = n;
  Spot b = stretched(a);
  b.y += b.x;
  const Spot c = stretched(stretched(b));
  return c.x * c.y;
}

double pushed(const double* x, int n) {
  std::vector<Spot> v;
  Spot s{x[0], x[1]};
  s.x = n;
  v.push_back(s);
  v.push_back(s);
  return v[0].x * v[1].y + v[1].x * v[0].y;
}

struct Pair {
  Spot first;
  double weight;
};

double enclosed(const double* x, int n) {
  Spot s{x[0], x[1]};
  s.y = n;
  const Pair p{s, x[1]};
  return p.first.x * p.first.y + p.weight * p.first.y;
}
