// The log-sum-exp benchmark: its sizes and its primal.
#include <memory>

#include "input.hpp"

namespace logsumexp {
namespace {

double evaluate(const std::vector<double>& x) { return logsumexp(x.data(), static_cast<int>(x.size())); }

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         return bench::Runner{[=] { return evaluate(input->x); }, {}};
                                       }};

}  // namespace
}  // namespace logsumexp

const bench::Problem& bench::problem() {
  static const Problem problem{
      "logsumexp",
      {1000000, 10000, 100000},
      100,
      [](long size) { return logsumexp::make_input(size).x; },
      [](long, const std::vector<double>& at) { return std::vector<double>{logsumexp::evaluate(at)}; },
      {}};
  return problem;
}
