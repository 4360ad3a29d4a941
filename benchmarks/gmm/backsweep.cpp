// Gradient of the mixture log-likelihood as Backsweep emitted it.
#include <memory>

#include "gmm.backsweep.hpp"
#include "input.hpp"

namespace gmm {
namespace {

double gradient(const Input& input, Gradient& out) {
  return log_posterior_gradient(input.d, input.k, input.n, input.alphas.data(), input.means.data(), input.icf.data(),
                                input.x.data(), input.wishart, out.alphas.data(), out.means.data(), out.icf.data());
}

const bench::Registration registration{"backsweep", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<Gradient>(*input);
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return result->flat(); }};
                                       }};

}  // namespace
}  // namespace gmm
