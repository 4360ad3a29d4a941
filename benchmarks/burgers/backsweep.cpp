// Gradient of the Burgers misfit as Backsweep emitted it.
#include <memory>

#include "burgers.backsweep.hpp"
#include "input.hpp"

namespace burgers {
namespace {

double gradient(const Input& input, std::vector<double>& initial_bar) {
  return misfit_gradient(input.initial.data(), input.target.data(), input.cells, input.steps, input.courant,
                         input.diffusion, initial_bar.data());
}

const bench::Registration registration{
    "backsweep", [](long size) {
      const auto input = std::make_shared<const Input>(make_input(size));
      const auto result = std::make_shared<std::vector<double>>(input->initial.size());
      return bench::Runner{[=] { return gradient(*input, *result); }, [=] { return *result; }};
    }};

}  // namespace
}  // namespace burgers
