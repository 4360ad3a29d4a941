// emplace_back with the arguments of constructors: of rows, of classes, none at all; what it returns.
// derivatives: rows(x[n])
// derivatives: objects(x[n])
#include <cstddef>
#include <vector>

struct Cell {
  double u, w;
};

double rows(const double* x, int n) {
  std::vector<std::vector<Cell>> triangle;
  for (int i = 0; i < n; ++i) {
    triangle.emplace_back();
    for (int j = 0; j <= i; ++j) triangle.back().push_back({x[i], x[j]});
  }
  triangle.emplace_back(2);
  triangle.back()[1].u = x[0] * x[1];
  triangle.emplace_back(3, Cell{x[1], x[2]});
  triangle.emplace_back(triangle[1]);
  const std::vector<double> line(x, x + n);
  std::vector<std::vector<double>> ranges;
  ranges.emplace_back(x, x + n);
  ranges.emplace_back(line.rbegin(), line.rend());
  double sum = 0;
  for (const auto& row : triangle) {
    for (const Cell& cell : row) sum += (cell.u + 1) * cell.w + cell.u * cell.u;
  }
  for (std::size_t i = 0; i < ranges[0].size(); ++i) sum += ranges[0][i] * ranges[1][i] * ranges[1][i];
  return sum;
}

class Particle {
 public:
  Particle() = default;
  explicit Particle(double place) : place_(place), speed_(place * place) {}
  Particle(double place, double speed) : place_(place), speed_(place * speed) {}
  double energy() const { return 0.5 * speed_ * speed_ + place_; }

 private:
  double place_ = 0;
  double speed_ = 1;
};

double objects(const double* x, int n) {
  std::vector<Particle> all;
  for (int i = 1; i < n; ++i) all.emplace_back(x[i - 1], x[i]);
  all.emplace_back(x[0]);
  all.emplace_back();
  double sum = 0;
  for (const Particle& one : all) sum += one.energy() * one.energy();
  return sum;
}
