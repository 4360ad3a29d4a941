// Vectors that get another size in allocated memory: their adjoints, which came about with the memory, follow them.
// derivatives: curves(x[n])
// derivatives: rows(x[n])
// derivatives: exchanged(x[n])
#include <cstddef>
#include <memory>
#include <vector>

struct Curve {
  std::vector<double> nodes;
  Curve() { nodes.push_back(0.5); }
  void add(double z) { nodes.push_back(z); }
};

double curves(const double* x, int n) {
  Curve* curve = new Curve[2];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    curve[i % 2].add(x[i] * x[i]);
    sum += curve[i % 2].nodes.back() * x[i] * curve[1].nodes[0];
  }
  delete[] curve;
  return sum;
}

double rows(const double* x, int n) {
  std::vector<double>* row = new std::vector<double>[2];
  for (int i = 0; i < n; ++i) row[i % 2].push_back(x[i] * x[i]);
  double sum = 0;
  row[0].pop_back();
  row[1].resize(5, x[0]);
  for (int k = 0; k < 2; ++k) {
    for (double v : row[k]) sum += v * v;
  }
  row[1].assign(3, x[1]);
  for (double v : row[1]) sum += v * v * v;
  delete[] row;
  return sum;
}

double exchanged(const double* x, int n) {
  const std::unique_ptr<Curve> curve = std::make_unique<Curve>();
  std::vector<double> collected;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    curve->add(x[i] * x[i]);
    if (i % 2 == 0) collected.push_back(x[i]);
    sum += curve->nodes.back() * x[i] * curve->nodes[static_cast<std::size_t>(i) / 2];
  }
  collected.swap(curve->nodes);
  for (double v : collected) sum += v * v;
  for (double v : curve->nodes) sum += v * v * v;
  *curve = Curve();
  curve->add(x[1]);
  return sum * curve->nodes[1];
}
