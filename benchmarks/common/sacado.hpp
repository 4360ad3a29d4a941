// Reverse mode by Sacado's Rad: operators record a graph, one call propagates the adjoints.
#pragma once

// The package's configuration asks for Kokkos, Teuchos and MPI, which it does not bring and scalars do not need.
#define TRILINOS_NO_CONFIG_H
#include <Sacado_trad.hpp>
#include <vector>

namespace bench {

using SacadoScalar = Sacado::Rad::ADvar<double>;

/// Evaluates `function` (a vector of SacadoScalar to one SacadoScalar) at `x`; `gradient` is overwritten.
template <class Function>
double sacado_gradient(const std::vector<double>& x, std::vector<double>& gradient, Function function) {
  std::vector<SacadoScalar> active(x.begin(), x.end());
  const SacadoScalar result = function(active);
  const double value = result.val();
  SacadoScalar::Gradcomp();
  gradient.resize(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) gradient[i] = active[i].adj();
  return value;
}

}  // namespace bench
