#include "sparse_hessian.expected.hpp"

#include "check_derivatives.h"

#ifndef CHECK_VALUES
namespace {

backsweep::SparseMatrix kept;

void spread(double* hessian) {
  for (long i = 0; i < kept.rows(); ++i) {
    for (long j = 0; j < kept.columns(); ++j) hessian[i * kept.columns() + j] = kept.at(i, j);
  }
}

double dense_chain_hessian(const double* x, int n, double* hessian) {
  const double value = chain_hessian(x, n, kept);
  spread(hessian);
  return value;
}

double dense_weighted_hessian(const double* x, int n, double weight, double* hessian) {
  const double value = weighted_hessian(x, n, weight, kept);
  spread(hessian);
  return value;
}

auto dense_chain_gradient = [](auto&&... all) { return chain_gradient(std::forward<decltype(all)>(all)...); };
auto dense_weighted_gradient = [](auto&&... all) { return weighted_gradient(std::forward<decltype(all)>(all)...); };

}  // namespace
#endif

int main() {
  for (const int n : {1, 2, 9}) {
    const auto size = static_cast<std::size_t>(n);
    CHECK_HESSIAN_OF(BACKSWEEP_CALLABLE(chain), dense_chain, in(sample(size)), fixed(n));
    CHECK_HESSIAN_OF(BACKSWEEP_CALLABLE(weighted), dense_weighted, in(sample(size)), fixed(n), in(0.8));
  }
  return check::report();
}
