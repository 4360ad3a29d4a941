// Objects that functions of another namespace make: their classes are named from where the derivative stands.
// derivatives: weighted(x[n])
#include <cstddef>
#include <vector>

namespace net {

struct Cell {
  Cell(int k, double a) : out(a), w(static_cast<std::size_t>(k), a) {}
  explicit Cell(int k) : Cell(k, 0.25) {}
  double out;
  std::vector<double> w;
};

struct Layer {
  std::vector<Cell> cells;
  explicit Layer(int n) {
    for (int k = 0; k < n; ++k) cells.push_back(Cell(2, 0.5));
    cells.push_back(Cell(2));
  }
};

}  // namespace net

double weighted(const double* x, int n) {
  net::Layer layer(n);
  double sum = 0;
  for (std::size_t k = 0; k < static_cast<std::size_t>(n); ++k) {
    layer.cells[k].out *= x[k];
    sum += layer.cells[k].out * layer.cells[k + 1].w[1];
  }
  return sum * layer.cells[0].out;
}
