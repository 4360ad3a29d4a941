// Helpers that tell how they ended by an enumeration, returned from inside of a loop.
// derivatives: root_or_zero(x)
// derivatives: halved(x)
enum class Status { kDone, kTooMany };
enum Side { kLeft, kRight };

static Status root(double a, double& x) {
  for (int i = 0; i < 30; ++i) {
    const double r = x * x - a;
    if (r * r < 1e-20) return Status::kDone;
    x -= r / (2 * x);
  }
  return Status::kTooMany;
}

static Side side_of(double x, int n) {
  for (int i = 0; i < n; ++i) {
    if (x < i) return kLeft;
  }
  return kRight;
}

double root_or_zero(double x) {
  double y = 1;
  return root(x, y) == Status::kDone ? y : 0;
}

double halved(double x) { return side_of(x, 2) == kLeft ? x * x : 0.5 * x; }
