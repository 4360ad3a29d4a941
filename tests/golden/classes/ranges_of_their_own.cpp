// Range-based loops over classes with begin() and end() of their own: temporaries, locals of loops and branches, views.
// derivatives: of_temporary(x[4])
// derivatives: in_loop(x[4])
// derivatives: in_branch(x[4])
// derivatives: of_array(x[4])
// derivatives: scaled_in_place(x[4])
// derivatives: nested(x[4])
#include <array>
#include <cstddef>
#include <vector>

namespace {

struct Vec3 {
  double d[3];
  const double* begin() const { return d; }
  const double* end() const { return d + 3; }
  double* begin() { return d; }
  double* end() { return d + 3; }
};

Vec3 scaled(double a, const double* x) { return {{a * x[0], a * x[1], a * x[2]}}; }

struct Row {
  std::array<double, 3> values;
  auto begin() const { return values.begin(); }
  auto end() const { return values.end(); }
};

class View {
 public:
  View(const double* first, std::size_t size) : first_(first), size_(size) {}
  const double* begin() const { return first_; }
  const double* end() const { return first_ + size_; }

 private:
  const double* first_;
  std::size_t size_;
};

}  // namespace

double of_temporary(const double* x) {
  double sum = 0;
  for (double v : scaled(x[3], x)) sum += v * v;
  return sum;
}

double in_loop(const double* x) {
  double sum = 0;
  for (int k = 0; k < 4; ++k) {
    const Vec3 s = scaled(x[k], x);
    for (double v : s) sum = sum * v + v * v;
    for (double v : scaled(x[k], x)) sum += v * sum;
  }
  return sum;
}

double in_branch(const double* x) {
  double sum = 1;
  if (x[0] > 0) {
    for (double v : scaled(x[3], x)) {
      if (v > 10) break;
      sum *= v;
    }
  }
  return sum;
}

double of_array(const double* x) {
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    const Row row{{x[k] * x[0], x[k + 1], x[3]}};
    for (double v : row) sum += v * v * x[k];
  }
  return sum;
}

double scaled_in_place(const double* x) {
  Vec3 s = scaled(x[3], x);
  for (int k = 0; k < 2; ++k) {
    for (double& v : s) v *= v + x[k];
  }
  double sum = 0;
  for (double v : s) sum += v;
  return sum;
}

double nested(const double* x) {
  std::vector<double> table(x, x + 4);
  double sum = 0;
  for (double a : View(table.data(), 4)) {
    for (double b : View(table.data() + 1, 2)) sum += a * b * b;
  }
  return sum;
}
