// A lambda applied to a row of a vector of vectors that then grows: its parameter ends with its call.
// derivatives: krylov(x)
// derivatives: orthogonalised(x)
#include <cmath>
#include <cstddef>
#include <vector>

using Vec = std::vector<double>;

double krylov(const Vec& x) {
  const auto apply = [&](const Vec& v) {
    Vec w(v.size());
    for (std::size_t i = 0; i < v.size(); ++i) w[i] = x[i] * v[i];
    return w;
  };
  std::vector<Vec> basis;
  basis.push_back(x);
  for (std::size_t k = 0; k < 2; ++k) {
    const Vec w = apply(basis[k]);
    basis.push_back(w);
  }
  return basis[2][0];
}

double orthogonalised(const Vec& x) {
  const auto apply = [&](const Vec& v) {
    Vec w(v.size());
    for (std::size_t i = 0; i < v.size(); ++i) w[i] = std::sin(x[i] * v[i]);
    return w;
  };
  std::vector<Vec> basis;
  basis.push_back(x);
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    Vec w = apply(basis[k]);
    for (std::size_t j = 0; j <= k; ++j) {
      double dot = 0;
      for (std::size_t i = 0; i < w.size(); ++i) dot += w[i] * basis[j][i];
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= dot * basis[j][i];
      sum += dot * dot;
    }
    basis.push_back(w);
  }
  return basis[3][0] + sum;
}
