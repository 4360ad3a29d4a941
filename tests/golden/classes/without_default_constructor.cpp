// Objects that only their own constructor makes: chosen by a condition, given back in several places, one inside another.
// derivatives: chosen(a, b, t)
// derivatives: turned(a, b, t)
class Pair {
 public:
  Pair(double first, double second) : first_(first), second_(second) {}
  double product() const { return first_ * second_; }
  Pair swapped() const { return Pair(second_, first_); }
  double first() const { return first_; }

 private:
  double first_;
  double second_;
};

struct Framed {
  Framed(const Pair& pair, double frame) : inner(pair), width(frame) {}
  Pair inner;
  const double width;
};

static Pair pick(const Pair& pair, double t) {
  static double limit = 1.0;
  if (t > limit) return Pair(pair.first() * t, t);
  if (t < 0) return pair.swapped();
  return pair;
}

static Framed framed(const Pair& pair, double t) {
  if (t > 0.5) return Framed(pair.swapped(), t * t);
  return Framed(pair, 3 * t);
}

double chosen(double a, double b, double t) {
  const Pair left(a, b);
  const Pair right(b, t * t);
  const Pair either = a > b ? left : right;
  const Pair fresh = t > 0 ? Pair(a * t, b) : either.swapped();
  return either.product() + fresh.first() * pick(left, t).product();
}

double turned(double a, double b, double t) {
  const Pair pair(a * t, b);
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    const Framed one = framed(pick(pair, t - i), t * i);
    sum += one.inner.first() * one.width + one.inner.product();
  }
  return sum;
}
