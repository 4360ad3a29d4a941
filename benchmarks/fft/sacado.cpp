// Adjoint of the Fourier transform by Sacado.
#include "sacado.hpp"

#include <memory>

#include "input.hpp"

namespace fft {
namespace {

double value_of(const bench::SacadoScalar& x) { return x.val(); }

}  // namespace
}  // namespace fft

#include "overloaded.hpp"

namespace fft {
namespace {

double adjoint(const Input& input, std::vector<double>& signal_bar) {
  double first = 0;
  bench::sacado_gradient(input.signal, signal_bar, [&](const std::vector<bench::SacadoScalar>& active) {
    return weighted_sum_of(input, active, first);
  });
  return first;
}

const bench::Registration registration{"sacado",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return adjoint(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       1 << 17};

}  // namespace
}  // namespace fft
