// Gradient of the Burgers misfit by ADOL-C.
#include "adolc.hpp"

#include <memory>

#include "input.hpp"
#include "overloaded.hpp"

namespace burgers {
namespace {

double gradient(const Input& input, std::vector<double>& gradient) {
  const std::vector<double>& x = input.initial;
  return bench::adolc_gradient(x, gradient,
                               [&](const std::vector<adouble>& active) { return misfit_of(input, active); });
}

const bench::Registration registration{"adol-c",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       1000};

}  // namespace
}  // namespace burgers
