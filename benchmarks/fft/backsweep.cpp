// Adjoint of the Fourier transform as Backsweep emitted it.
#include <algorithm>
#include <memory>

#include "fft.backsweep.hpp"
#include "input.hpp"

namespace fft {
namespace {

const bench::Registration registration{
    "backsweep", [](long size) {
      const auto input = std::make_shared<const Input>(make_input(size));
      const auto data = std::make_shared<std::vector<double>>(input->signal.size());
      const auto data_bar = std::make_shared<std::vector<double>>(input->signal.size());
      return bench::Runner{[=] {
                             std::copy(input->signal.begin(), input->signal.end(), data->begin());
                             std::copy(input->weights.begin(), input->weights.end(), data_bar->begin());
                             fft_adjoint(data->data(), input->n, data_bar->data());
                             return (*data)[0];
                           },
                           [=] { return *data_bar; }};
    }};

}  // namespace
}  // namespace fft
