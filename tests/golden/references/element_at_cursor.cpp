// A member that is chosen by a number which moves on while the reference is in use, in a loop inside of a branch.
// derivatives: walked(x[n])
struct Pair {
  double left[4], right[4];
  int at = 0;

  double& current() {
    if (at % 2 == 0) return left[at];
    return right[at];
  }
  double& next() {
    ++at;
    if (at > 3) at = 0;
    return current();
  }
};

struct Point {
  double x, y, z;
  double& operator[](int i) {
    if (i == 0) return x;
    return i == 1 ? y : z;
  }
};

static double damped(Point& p, int i) {
  const double old = p[i];
  p[i] = old * 0.9;
  return p[i] * old;
}

double walked(const double* x, int n) {
  double sum = 0;
  if (n > 2) {
    Pair pair;
    for (int i = 0; i < 4; ++i) pair.left[i] = pair.right[3 - i] = x[i % n];
    for (int i = 0; i < n; ++i) {
      pair.current() *= pair.next() + x[i];
      double& kept = pair.current();
      pair.at = i % 3;
      kept += pair.current();
    }
    Point p{x[0], x[1], x[2]};
    int j = 0;
    while (damped(p, j) > 0.1) {
      sum += p[j];
      j = (j + 1) % 3;
    }
    sum += p.x * p.y + p.z * pair.next();
  }
  return sum;
}
