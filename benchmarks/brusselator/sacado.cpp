// Gradient of the Brusselator's misfit by Sacado.
#include "sacado.hpp"

#include <memory>

#include "input.hpp"
#include "overloaded.hpp"

namespace brusselator {
namespace {

double gradient(const Input& input, std::vector<double>& gradient) {
  const std::vector<double> x = bench::concatenate({&input.parameters, &input.initial});
  return bench::sacado_gradient(
      x, gradient, [&](const std::vector<bench::SacadoScalar>& active) { return misfit_of(input, active); });
}

const bench::Registration registration{"sacado",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       0};

}  // namespace
}  // namespace brusselator
