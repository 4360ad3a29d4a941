// Adjoint of the Fourier transform by ADOL-C.
#include "adolc.hpp"

#include <memory>

#include "input.hpp"

namespace fft {
namespace {

double value_of(const adouble& x) { return x.value(); }

}  // namespace
}  // namespace fft

#include "overloaded.hpp"

namespace fft {
namespace {

double adjoint(const Input& input, std::vector<double>& signal_bar) {
  double first = 0;
  bench::adolc_gradient(input.signal, signal_bar,
                        [&](const std::vector<adouble>& active) { return weighted_sum_of(input, active, first); });
  return first;
}

const bench::Registration registration{"adol-c",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return adjoint(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       1 << 17};

}  // namespace
}  // namespace fft
