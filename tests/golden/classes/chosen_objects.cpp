// One of two objects with vectors, pointers or owned memory, chosen by ?: and known by another name, or by a pointer, from then on.
// derivatives: by_accessor(x[4])
// derivatives: of_owners(x[4])
// derivatives: kept_before_change(x[4])
// derivatives: in_loop(x[4])
// derivatives: by_pointer(x[4])
#include <cstddef>
#include <memory>
#include <vector>

namespace {

class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t columns) : values_(rows * columns), columns_(columns) {}
  Matrix(const Matrix& other) : values_(other.values_), columns_(other.columns_) {}
  double* operator[](std::size_t i) { return &values_[columns_ * i]; }
  const double* operator[](std::size_t i) const { return &values_[columns_ * i]; }
  std::size_t columns() const { return columns_; }

 private:
  std::vector<double> values_;
  std::size_t columns_;
};

class Buffer {
 public:
  explicit Buffer(std::size_t size) : values_(new double[size]), size_(size) {}
  double& operator[](std::size_t i) { return values_[i]; }
  const double& operator[](std::size_t i) const { return values_[i]; }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<double[]> values_;
  std::size_t size_;
};

class Decomposition {
 public:
  explicit Decomposition(const double* x) : left_(1, 2), right_(1, 2), first_(2), second_(2), is_turned_(x[0] > x[1]) {
    left_[0][0] = x[0];
    left_[0][1] = x[1];
    right_[0][0] = x[0] * x[1];
    right_[0][1] = 1;
    first_[0] = x[2];
    first_[1] = x[0] * x[0];
    second_[0] = x[3] * x[1];
    second_[1] = x[2];
  }
  const Matrix& left() const { return is_turned_ ? right_ : left_; }
  const Buffer& values() const { return is_turned_ ? first_ : second_; }
  void turn() { is_turned_ = !is_turned_; }

 private:
  Matrix left_, right_;
  Buffer first_, second_;
  bool is_turned_;
};

struct View {
  double* first;
  double weight = 1;
  explicit View(double* from) : first(from) {}
  View(const View& other) : first(other.first), weight(other.weight) {}
};

}  // namespace

double by_accessor(const double* x) {
  const Decomposition made(x);
  return made.left()[0][0] * made.left()[0][1];
}

double of_owners(const double* x) {
  const Decomposition made(x);
  const Buffer& values = made.values();
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += values[i] * values[i] * x[0];
  return sum;
}

double kept_before_change(const double* x) {
  Decomposition made(x);
  const Matrix& before = made.left();
  made.turn();
  const Matrix& after = made.left();
  return before[0][0] * after[0][0] * before[0][1] + after[0][1];
}

double in_loop(const double* x) {
  Matrix a(1, 2), b(1, 3);
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    Matrix& either = i % 2 == 0 ? a : b;
    either[0][1] = either[0][0] * x[i] + x[i];
    either[0][0] += x[i] * x[i];
    sum += either[0][1] * static_cast<double>(either.columns());
  }
  return sum + a[0][0] * b[0][1];
}

double by_pointer(const double* x) {
  double u[2] = {x[0], x[1]}, w[2] = {x[1] * x[0], x[2]};
  View a(u), b(w);
  View* const either = x[0] > x[1] ? &a : &b;
  either->weight = x[3];
  either->first[0] *= x[2];
  return a.weight * b.weight * a.first[0] * b.first[0] * either->first[1];
}
