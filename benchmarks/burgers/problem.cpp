// The Burgers benchmark: its sizes and its primal.
#include <memory>

#include "input.hpp"

namespace burgers {
namespace {

double evaluate(const Input& input) {
  return misfit(input.initial.data(), input.target.data(), input.cells, input.steps, input.courant, input.diffusion);
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         return bench::Runner{[=] { return evaluate(*input); }, {}};
                                       }};

}  // namespace
}  // namespace burgers

const bench::Problem& bench::problem() {
  static const Problem problem{"burgers",
                               {1000, 100, 10000},
                               50,
                               [](long size) { return burgers::make_input(size).initial; },
                               [](long size, const std::vector<double>& at) {
                                 burgers::Input input = burgers::make_input(size);
                                 input.initial = at;
                                 return std::vector<double>{burgers::evaluate(input)};
                               },
                               {}};
  return problem;
}
