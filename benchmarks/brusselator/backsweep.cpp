// Gradient of the Brusselator's misfit as Backsweep emitted it.
#include <memory>

#include "brusselator.backsweep.hpp"
#include "input.hpp"

namespace brusselator {
namespace {

double gradient(const Input& input, Gradient& out) {
  return misfit_gradient(input.n, input.steps, input.dt, input.parameters.data(), input.initial.data(),
                         input.target.data(), out.parameters.data(), out.initial.data());
}

const bench::Registration registration{"backsweep", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<Gradient>(*input);
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return result->flat(); }};
                                       }};

}  // namespace
}  // namespace brusselator
