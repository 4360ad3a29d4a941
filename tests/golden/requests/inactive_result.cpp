// A result that no independent reaches: its tangent is zero, in the shape of the result.
// backsweep: --adjoint 'weights(x)' --tangent 'weights(x)' --adjoint 'corner(x)' --tangent 'corner(x)' --adjoint 'rows(x)' --tangent 'rows(x)'
#include <cstddef>
#include <vector>

struct Corner {
  double left;
  double top[2];
};

std::vector<double> weights(const std::vector<double>& x) {
  std::vector<double> result(x.size(), 0.5);
  return result;
}

Corner corner(double x) {
  const Corner fixed = {x > 0 ? 1.0 : 2.0, {3, 4}};
  return fixed;
}

std::vector<std::vector<double>> rows(const std::vector<double>& x) {
  std::vector<std::vector<double>> result(2);
  result[1].resize(x.size());
  return result;
}
