// The mixture benchmark: its sizes and its primal.
#include <memory>

#include "input.hpp"

namespace gmm {
namespace {

double evaluate(const Input& input) {
  return log_posterior(input.d, input.k, input.n, input.alphas.data(), input.means.data(), input.icf.data(),
                       input.x.data(), input.wishart);
}

std::vector<double> evaluate_at(long size, const std::vector<double>& at) {
  Input input = make_input(size);
  auto next = at.begin();
  for (std::vector<double>* part : {&input.alphas, &input.means, &input.icf}) {
    for (double& component : *part) component = *next++;
  }
  return {evaluate(input)};
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         return bench::Runner{[=] { return evaluate(*input); }, {}};
                                       }};

}  // namespace
}  // namespace gmm

const bench::Problem& bench::problem() {
  static const Problem problem{"gmm",
                               {1000, 10000, 100000, 1001000},
                               50,
                               [](long size) {
                                 const gmm::Input input = gmm::make_input(size);
                                 return concatenate({&input.alphas, &input.means, &input.icf});
                               },
                               gmm::evaluate_at,
                               {}};
  return problem;
}
