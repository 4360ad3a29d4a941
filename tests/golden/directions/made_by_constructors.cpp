// Classes whose constructors give vectors elements: the structs of several directions take the shape of the primal's objects.
// backsweep: --adjoint 'curves(x[n])' --tangent 'curves(x[n])' --adjoint 'on_the_heap(x[n])' --tangent 'on_the_heap(x[n])'
// backsweep: --directions=3
#include <cstddef>
#include <vector>

struct Curve {
  double scale;
  std::vector<double> nodes;
  Curve() : scale(2) { nodes.push_back(0.5); }
  void add(double z) { nodes.push_back(scale * z); }
};

double curves(const double* x, int n) {
  Curve curve;
  std::vector<Curve> both(1);
  both[0].add(x[0]);
  both.resize(2);
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    curve.add(x[i] * x[i]);
    const std::size_t is_odd = i % 2 == 0 ? 0 : 1;
    both[is_odd].add(x[i] * curve.nodes.back());
    sum += both[is_odd].nodes.back() * both[1].nodes[0] * x[i];
    if (i == 1) curve = Curve();
  }
  return sum;
}

double on_the_heap(const double* x, int n) {
  Curve* curves = new Curve[2];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    curves[i % 2].nodes[0] += x[i] * x[i];
    sum += curves[i % 2].nodes.back() * curves[1].nodes[0] * x[i];
  }
  delete[] curves;
  return sum;
}
