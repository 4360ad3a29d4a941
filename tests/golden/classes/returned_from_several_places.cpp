// Objects with destructors that a function returns from several places.
// derivatives: solved(x[n])
// derivatives: picked(x[n])
#include <cstddef>

namespace {

class Values {
 public:
  Values() : first_(nullptr), size_(0) {}
  explicit Values(int size) : first_(new double[static_cast<std::size_t>(size)]), size_(size) {}
  Values(const Values& other) : first_(other.size_ > 0 ? new double[static_cast<std::size_t>(other.size_)] : nullptr), size_(other.size_) {
    for (int i = 0; i < size_; ++i) first_[i] = other.first_[i];
  }
  Values& operator=(const Values&) = delete;
  ~Values() { delete[] first_; }
  int size() const { return size_; }
  double& operator[](int i) { return first_[i]; }

 private:
  double* first_;
  int size_;
};

Values squares(const double* x, int n) {
  if (n < 2) return Values();
  Values scratch(n);
  for (int i = 0; i < n; ++i) scratch[i] = x[i] * x[0];
  Values result(n);
  if (x[0] > 100) return scratch;
  for (int i = 0; i < n; ++i) result[i] = scratch[i] * x[i];
  return result;
}

struct Logged {
  double value;
  explicit Logged(double v) : value(v) {}
  ~Logged() {}
};

Logged pick(const double* x) {
  if (x[0] > 100) return Logged(0);
  Logged chosen(x[1]);
  chosen.value *= x[0];
  return chosen;
}

}  // namespace

double solved(const double* x, int n) {
  Values values = squares(x, n);
  double sum = 0;
  for (int i = 0; i < values.size(); ++i) sum += values[i] * values[0];
  return sum;
}

double picked(const double* x, int n) {
  const Logged one = pick(x);
  return one.value * one.value * x[n - 1];
}
