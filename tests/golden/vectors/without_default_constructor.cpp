// Rows of objects that cannot be made from nothing, and rows that grow and shrink.
// derivatives: layers(x[n])
// derivatives: shrinking(x[n])
#include <cstddef>
#include <utility>
#include <vector>

namespace {

struct Cell {
  Cell(int k, double a) : out(a), w(static_cast<std::size_t>(k), a) {}
  double out;
  std::vector<double> w;
};

}  // namespace

double layers(const double* x, int n) {
  std::vector<std::vector<Cell>> all;
  for (int l = 0; l < 2; ++l) {
    all.push_back(std::vector<Cell>());
    for (int k = 0; k < n; ++k) all.back().push_back(Cell(2, 0.5));
  }
  double sum = 0;
  for (std::size_t k = 0; k < all[1].size(); ++k) {
    all[1][k].out = x[k] * all[0][k].w[1];
    all[0][k].w[0] = all[1][k].out * x[0];
    sum += all[1][k].out * all[0][k].w[0];
  }
  return sum;
}

double shrinking(const double* x, int n) {
  std::vector<Cell> cells;
  for (int k = 0; k < n; ++k) {
    cells.push_back(Cell(k + 1, 0.25));
    cells.back().out = x[k];
  }
  double sum = 0;
  while (cells.size() > 2) {
    Cell& one = cells[cells.size() / 2];
    sum += one.out * cells.back().w[0];
    one.out *= sum;
    cells.pop_back();
  }
  return sum * cells[1].out;
}
