// An object that is given to a function by value, and then overwritten with what the function returns.
// derivatives: orbit(x, rate)
struct Pair {
  double a;
  double b;
};

static Pair advance(Pair p, double rate, int depth) {
  if (depth > 0) return advance(p, 0.5 * rate, depth - 1);
  return {p.a + rate * p.b * p.b, p.b - rate * p.a * p.a};
}

double orbit(double x, double rate) {
  Pair p = {x, 1};
  for (int i = 0; i < 3; ++i) p = advance(p, rate, 2);
  p = advance(p, p.a, 1);
  return p.a * p.b;
}
