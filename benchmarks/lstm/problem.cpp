// The LSTM benchmark: its sizes and its primal.
#include <memory>

#include "input.hpp"

namespace lstm {
namespace {

double evaluate(const Input& input) {
  return loss(input.layers, input.steps, input.width, input.params.data(), input.extra.data(), input.state.data(),
              input.sequence.data());
}

std::vector<double> evaluate_at(long size, const std::vector<double>& at) {
  Input input = make_input(size);
  auto next = at.begin();
  for (std::vector<double>* part : {&input.params, &input.extra}) {
    for (double& component : *part) component = *next++;
  }
  return {evaluate(input)};
}

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         return bench::Runner{[=] { return evaluate(*input); }, {}};
                                       }};

}  // namespace
}  // namespace lstm

const bench::Problem& bench::problem() {
  static const Problem problem{"lstm",
                               {1024, 4096, 100, 10000, 100000},
                               64,
                               [](long size) {
                                 const lstm::Input input = lstm::make_input(size);
                                 return concatenate({&input.params, &input.extra});
                               },
                               lstm::evaluate_at,
                               {}};
  return problem;
}
