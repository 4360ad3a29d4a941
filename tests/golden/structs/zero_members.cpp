// Structs whose braces end in zeros: every member is named.
// derivatives: moved(a)
struct Vec {
  double x, y, z;
  Vec& operator+=(const Vec& other) {
    x += other.x;
    y += other.y;
    z += other.z;
    return *this;
  }
};

double moved(double a, int n) {
  Vec sum{0, 0, 0};
  for (int i = 0; i < n; ++i) {
    Vec step{a, 0, 0};
    step += Vec{a, a * i, 0.0};
    sum += step;
  }
  return sum.x * sum.y + sum.z;
}
