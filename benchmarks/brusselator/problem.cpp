// The Brusselator benchmark: its sizes and its primal.
#include <memory>

#include "input.hpp"

namespace brusselator {
namespace {

double evaluate(const Input& input) {
  return misfit(input.n, input.steps, input.dt, input.parameters.data(), input.initial.data(), input.target.data());
}

std::vector<double> evaluate_at(long size, const std::vector<double>& at) {
  Input input = make_input(size);
  auto next = at.begin();
  for (std::vector<double>* part : {&input.parameters, &input.initial}) {
    for (double& component : *part) component = *next++;
  }
  return {evaluate(input)};
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         return bench::Runner{[=] { return evaluate(*input); }, {}};
                                       }};

}  // namespace
}  // namespace brusselator

const bench::Problem& bench::problem() {
  static const Problem problem{"brusselator",
                               {200},
                               9,
                               [](long size) {
                                 const brusselator::Input input = brusselator::make_input(size);
                                 return concatenate({&input.parameters, &input.initial});
                               },
                               brusselator::evaluate_at,
                               {}};
  return problem;
}
