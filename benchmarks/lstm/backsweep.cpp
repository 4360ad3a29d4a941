// Gradient of the LSTM loss as Backsweep emitted it.
#include <memory>

#include "input.hpp"
#include "lstm.backsweep.hpp"

namespace lstm {
namespace {

double gradient(const Input& input, Gradient& out) {
  return loss_gradient(input.layers, input.steps, input.width, input.params.data(), input.extra.data(),
                       input.state.data(), input.sequence.data(), out.params.data(), out.extra.data());
}

const bench::Registration registration{"backsweep", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<Gradient>(*input);
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return result->flat(); }};
                                       }};

}  // namespace
}  // namespace lstm
