// A class template that owns memory, of which a program does not use every constructor.
// derivatives: stretch(angles[m])
#include <cmath>
#include <cstddef>

template <class T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(int rows, int columns) { resize(rows, columns); }
  Matrix(const Matrix& other) { set(other); }
  Matrix& operator=(const Matrix& other) {
    if (this != &other) set(other);
    return *this;
  }
  ~Matrix() {
    if (cells_ != nullptr) delete[] cells_;
  }

  int rows() const { return rows_; }
  int columns() const { return columns_; }
  T& operator()(int i, int j) { return cells_[j * rows_ + i]; }
  const T& operator()(int i, int j) const { return cells_[j * rows_ + i]; }

  void resize(int rows, int columns) {
    if (rows * columns != rows_ * columns_) {
      if (cells_ != nullptr) delete[] cells_;
      cells_ = rows * columns > 0 ? new T[static_cast<std::size_t>(rows * columns)] : nullptr;
    }
    rows_ = rows;
    columns_ = columns;
  }

  void set_identity() {
    for (int j = 0; j < columns_; ++j) {
      for (int i = 0; i < rows_; ++i) (*this)(i, j) = i == j ? 1 : 0;
    }
  }

 private:
  void set(const Matrix& other) {
    resize(other.rows_, other.columns_);
    for (int i = 0; i < rows_ * columns_; ++i) cells_[i] = other.cells_[i];
  }

  int rows_ = 0;
  int columns_ = 0;
  T* cells_ = nullptr;
};

template <class T>
void multiply(const Matrix<T>& a, const Matrix<T>& b, Matrix<T>& product) {
  product.resize(a.rows(), b.columns());
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < b.columns(); ++j) {
      product(i, j) = a(i, 0) * b(0, j);
      for (int k = 1; k < a.columns(); ++k) product(i, j) += a(i, k) * b(k, j);
    }
  }
}

double stretch(const double* angles, int m) {
  Matrix<double> total(2, 2);
  total.set_identity();
  for (int k = 0; k < m; ++k) {
    Matrix<double> turn(2, 2);
    Matrix<double> next;
    turn(0, 0) = std::cos(angles[k]);
    turn(1, 0) = std::sin(angles[k]);
    turn(0, 1) = -turn(1, 0) * angles[k];
    turn(1, 1) = turn(0, 0);
    multiply(total, turn, next);
    total = next;
  }
  return total(0, 0) + 2 * total(0, 1) + 3 * total(1, 0);
}
