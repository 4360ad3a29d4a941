// Friends that are defined inside their class, which only a call with an object finds: no other code can name them.
// backsweep: --adjoint 'evaluate(x[4])' --tangent 'evaluate(x[4])' --inline-limit=0
namespace geometry {

template <class Number>
struct Point {
  Number x, y;
  Number squared() const { return x * x + y * y; }
  friend Point operator-(Point a, const Point& b) {
    a.x -= b.x * a.y;
    a.y -= b.y;
    return a;
  }
  friend Number area(const Point& a, const Point& b) {
    if (a.x > b.x) return b.x * a.y;
    return a.x * b.y - a.y * b.x;
  }
};

}  // namespace geometry

double evaluate(const double* x) {
  double sum = 0;
  for (int i = 1; i < 4; ++i) {
    const geometry::Point<double> p{x[i - 1], x[i]}, q{x[i], 2};
    sum += (p - q).squared() * area(p, q);
  }
  return sum;
}
