// The Fourier transform benchmark: its sizes and its primal.
#include <algorithm>
#include <memory>

#include "input.hpp"

namespace fft {
namespace {

const bench::Registration registration{"primal", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto data = std::make_shared<std::vector<double>>(input->signal.size());
                                         return bench::Runner{[=] {
                                                                std::copy(input->signal.begin(), input->signal.end(),
                                                                          data->begin());
                                                                fft(data->data(), input->n);
                                                                return (*data)[0];
                                                              },
                                                              {}};
                                       }};

}  // namespace
}  // namespace fft

const bench::Problem& bench::problem() {
  static const Problem problem{"fft",
                               {1 << 20, 1 << 14, 1 << 17},
                               256,
                               [](long size) { return fft::make_input(size).signal; },
                               [](long size, const std::vector<double>& at) {
                                 std::vector<double> data = at;
                                 const fft::Input input = fft::make_input(size);
                                 fft::fft(data.data(), input.n);
                                 return std::vector<double>{fft::weighted_sum(input, data)};
                               },
                               {}};
  return problem;
}
