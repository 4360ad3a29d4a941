// Member operators that change the object and return it.
// derivatives: walk(x, y)
struct Vector2 {
  double x = 0;
  double y = 0;
  Vector2& operator+=(const Vector2& other) {
    x += other.x;
    y += other.y;
    return *this;
  }
  Vector2& operator*=(double factor) {
    x *= factor;
    y *= factor;
    return *this;
  }
  Vector2 operator-() const { return {-x, -y}; }
  double operator*(const Vector2& other) const { return x * other.x + y * other.y; }
  bool operator<(const Vector2& other) const { return x < other.x; }
};

double walk(double x, double y) {
  Vector2 position{x, y};
  Vector2 step{y * y, x};
  for (int i = 0; i < 3; ++i) (position += step) *= x;
  step += -position;
  if (step < position) step *= 2;
  return position * step;
}
