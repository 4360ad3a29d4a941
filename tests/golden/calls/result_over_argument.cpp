// What a call returns goes where it reads, or where it writes: its reverse part reads what was there.
// backsweep: --inline-limit=0
// derivatives: read(x[4])
// derivatives: written(x[3])
// derivatives: behind_pointer(x[3])
struct Vec {
  double x, y;
};

Vec scaled(const Vec& a, double s, const Vec& b, Vec& out) {
  const Vec result = {a.x * s, a.y * s};
  out.x = b.x * s;
  out.y = b.y * s;
  return result;
}

double read(const double* x) {
  Vec q = {x[3], 1};
  Vec p = {x[0], x[1]};
  p = scaled(p, x[2], q, q);
  p = scaled(p, x[1], p, q);
  return p.y * q.x + p.x * q.y;
}

Vec grown(Vec& a, double s) {
  a.x *= s;
  a.y *= a.x;
  return {a.x * s * s, a.y * a.x};
}

double written(const double* x) {
  Vec p = {x[0], x[1]};
  p = grown(p, x[2]);
  p = grown(p, x[1]);
  return p.y * p.x;
}

double behind_pointer(const double* x) {
  Vec w[2] = {{x[0], x[1]}, {x[2], x[1]}};
  Vec* p = w;
  *p = grown(w[0], x[2]);
  p[1] = grown(w[1], p->x);
  return p->y * p->x + w[1].x;
}
