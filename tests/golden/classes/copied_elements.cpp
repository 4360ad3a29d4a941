// Copies of elements whose members have destructors, or copy constructors of their own.
// derivatives: of_vector(x[n])
// derivatives: of_array(x[n])
// derivatives: of_own_copies(x[n])
#include <cstddef>
#include <vector>

namespace {

class Inertia {
 public:
  Inertia() { values_[0] = values_[1] = 0.5; }
  ~Inertia() {}
  void scale(double factor) { values_[0] *= factor; }
  double moved(double speed) const { return values_[0] * speed + values_[1]; }

 private:
  double values_[2];
};

class Body {
 public:
  Body() {}
  void scale(double factor) { inertia_.scale(factor); }
  double moved(double speed) const { return inertia_.moved(speed) * speed; }

 private:
  Inertia inertia_;
};

struct Halving {
  double value = 1;
  Halving() {}
  Halving(const Halving& other) : value(0.5 * other.value) {}
};

struct Holder {
  Halving inner;
  double weight = 2;
};

}  // namespace

double of_vector(const double* x, int n) {
  std::vector<Body> bodies(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) bodies[static_cast<std::size_t>(i)].scale(x[i]);
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    Body body = bodies[static_cast<std::size_t>(i)];
    body.scale(x[0]);
    sum += body.moved(x[i]);
  }
  return sum * bodies[0].moved(1);
}

double of_array(const double* x, int n) {
  Body bodies[3];
  for (int i = 0; i < n; ++i) bodies[i % 3].scale(x[i]);
  const Body body = bodies[1];
  return body.moved(x[0]);
}

double of_own_copies(const double* x, int n) {
  Holder holders[2];
  for (int i = 0; i < n; ++i) holders[i % 2].inner.value *= x[i];
  Holder copy = holders[0];
  Holder again = copy;
  again.inner.value *= x[1];
  return copy.inner.value * copy.weight + again.inner.value;
}
