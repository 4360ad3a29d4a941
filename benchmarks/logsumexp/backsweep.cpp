// Gradient of the log-sum-exp as Backsweep emitted it.
#include <memory>

#include "input.hpp"
#include "logsumexp.backsweep.hpp"

namespace logsumexp {
namespace {

const bench::Registration registration{
    "backsweep", [](long size) {
      const auto input = std::make_shared<const Input>(make_input(size));
      const auto result = std::make_shared<std::vector<double>>(input->x.size());
      return bench::Runner{
          [=] { return logsumexp_gradient(input->x.data(), static_cast<int>(input->x.size()), result->data()); },
          [=] { return *result; }};
    }};

}  // namespace
}  // namespace logsumexp
