// What a call returns goes where it reads: second derivatives have the tangent's result there, too.
// backsweep: --inline-limit=0 --gradient 'rotated(x[3])' --hvp 'rotated(x[3])'
struct Vec {
  double x, y;
};

Vec turned(const Vec& a, double s) { return {a.x * s - a.y, a.y * s + a.x}; }

double rotated(const double* x) {
  Vec p = {x[0], x[1]};
  p = turned(p, x[2]);
  p = turned(p, x[2]);
  return p.x * p.y;
}
