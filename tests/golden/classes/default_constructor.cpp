// Default constructors that read and change variables, or have pointers point somewhere.
// derivatives: made(x[n])
static double scale = 1;
static double shared[2];
static int count = 0;

struct Scaled {
  double value;
  double* target;
  Scaled() : value(scale * 2), target(shared) {}
};

struct Member {
  double factor = scale;
  Scaled inner;
};

struct Counted {
  double value = 1;
  Counted() { count += 1; }
};

double made(const double* x, int n) {
  scale = x[0] * x[1];
  count = 0;
  Scaled first;
  first.target[0] = first.value * x[2];
  Member second;
  second.inner.target[1] = second.factor * first.target[0];
  double sum = shared[0] * shared[1] * second.inner.value;
  for (int i = 0; i < n; ++i) {
    Counted object;
    object.value *= x[i] * count;
    sum += object.value * x[count - 1];
  }
  return sum;
}
