// Members that own memory: freed with the object, at every exit.
// derivatives: energy(x[n])
#include <cstddef>
#include <memory>
#include <utility>

class Field {
 public:
  explicit Field(std::size_t n) : size_(n), data_(std::make_unique<double[]>(n)) {}
  double& operator()(std::size_t i) { return data_[i]; }
  double operator()(std::size_t i) const { return data_[i]; }
  std::size_t size() const { return size_; }

 private:
  std::size_t size_;
  std::unique_ptr<double[]> data_;
};

Field square(const Field& field) {
  Field result(field.size());
  for (std::size_t i = 0; i < field.size(); ++i) result(i) = field(i) * field(i);
  return result;
}

struct Grid {
  Field field;
  double weight;
};

double energy(const double* x, std::size_t n) {
  double total = 0;
  for (std::size_t k = 0; k < n; ++k) {
    Grid grid{Field(n), x[k]};
    for (std::size_t i = 0; i < n; ++i) grid.field(i) = x[i] * grid.weight;
    Field squares = square(grid.field);
    if (k == 2) break;
    const Field moved = std::move(squares);
    total += moved(k) * moved(0);
  }
  return total;
}
