// Objects that are assigned whole while only one member of them is of use, as the other is replaced.
// derivatives: kept(x[3])
// derivatives: replaced(x[3])
struct Plane {
  double x;
  double y;
};

static Plane operator+(const Plane& a, const Plane& b) { return {a.x + b.x, a.y + b.y}; }
static Plane operator-(Plane a, const Plane& b) { return a.x -= b.x, a.y -= b.y, a; }
static Plane operator*(double s, const Plane& a) { return {s * a.x, s * a.y}; }

double kept(const double* x) {
  const Plane first = {0.5, x[0]};
  Plane second = first + x[1] * first;
  second.x = x[2] * x[1];
  return 1.5 * second.x * x[0];
}

// Of the sum nothing is needed, though it varies.
double replaced(const double* x) {
  const Plane first = {0.5, x[0]};
  Plane second = first + first - x[1] * first;
  second.x = x[2] * x[1];
  return second.x * second.x;
}
