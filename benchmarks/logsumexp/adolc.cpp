// Gradient of the log-sum-exp by ADOL-C.
#include "adolc.hpp"

#include <memory>

#include "input.hpp"
#include "overloaded.hpp"

namespace logsumexp {
namespace {

double gradient(const Input& input, std::vector<double>& gradient) {
  const std::vector<double>& x = input.x;
  return bench::adolc_gradient(x, gradient,
                               [&](const std::vector<adouble>& active) { return logsumexp_of(input, active); });
}

const bench::Registration registration{"adol-c",
                                       [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<std::vector<double>>();
                                         return bench::Runner{[=] { return gradient(*input, *result); },
                                                              [=] { return *result; }};
                                       },
                                       0};

}  // namespace
}  // namespace logsumexp
