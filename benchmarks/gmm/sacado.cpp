// Gradient of the mixture log-likelihood by Sacado.
#include "sacado.hpp"

#include <memory>

#include "input.hpp"
#include "overloaded.hpp"

namespace gmm {
namespace {

double gradient(const Input& input, std::vector<double>& gradient) {
  const std::vector<double> x = bench::concatenate({&input.alphas, &input.means, &input.icf});
  return bench::sacado_gradient(x, gradient, [&](const std::vector<bench::SacadoScalar>& active) {
    const auto means = active.begin() + static_cast<std::ptrdiff_t>(input.alphas.size());
    const auto icf = means + static_cast<std::ptrdiff_t>(input.means.size());
    return log_posterior_of(input.d, input.k, input.n, std::vector<bench::SacadoScalar>(active.begin(), means),
                            std::vector<bench::SacadoScalar>(means, icf),
                            std::vector<bench::SacadoScalar>(icf, active.end()), input.x.data(), input.wishart);
  });
}

const bench::Registration registration{"sacado",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       10000};

}  // namespace
}  // namespace gmm
