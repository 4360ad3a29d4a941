// Adjoint of the Fourier transform written by hand: the stages of the primal backwards, nothing stored.
#include <algorithm>
#include <cmath>
#include <memory>

#include "input.hpp"

namespace fft {
namespace {

void swap_reversed(double* data, int n) {
  int j = 0;
  for (int i = 1; i < n; ++i) {
    int bit = n / 2;
    while ((j & bit) != 0) {
      j ^= bit;
      bit /= 2;
    }
    j ^= bit;
    if (i < j) {
      std::swap(data[2 * i], data[2 * j]);
      std::swap(data[2 * i + 1], data[2 * j + 1]);
    }
  }
}

/// data_bar becomes the transposed transform of itself.
void transpose(double* data_bar, int n) {
  for (int length = n; length >= 2; length /= 2) {
    const double angle = -2 * 3.14159265358979323846 / length;
    const double step_re = std::cos(angle);
    const double step_im = std::sin(angle);
    for (int start = 0; start < n; start += length) {
      double* even = data_bar + 2 * start;
      double* odd = even + length;
      double w_re = 1;
      double w_im = 0;
      // The twiddle factors are run forwards: the iterations are independent of each other.
      for (int k = 0; k < length / 2; ++k, even += 2, odd += 2) {
        const double re_bar = even[0] - odd[0];
        const double im_bar = even[1] - odd[1];
        even[0] += odd[0];
        even[1] += odd[1];
        odd[0] = re_bar * w_re + im_bar * w_im;
        odd[1] = im_bar * w_re - re_bar * w_im;
        const double next_re = w_re * step_re - w_im * step_im;
        w_im = w_re * step_im + w_im * step_re;
        w_re = next_re;
      }
    }
  }
  swap_reversed(data_bar, n);
}

const bench::Registration registration{
    "hand", [](long size) {
      const auto input = std::make_shared<const Input>(make_input(size));
      const auto data = std::make_shared<std::vector<double>>(input->signal.size());
      const auto data_bar = std::make_shared<std::vector<double>>(input->signal.size());
      return bench::Runner{[=] {
                             std::copy(input->signal.begin(), input->signal.end(), data->begin());
                             std::copy(input->weights.begin(), input->weights.end(), data_bar->begin());
                             fft(data->data(), input->n);
                             transpose(data_bar->data(), input->n);
                             return (*data)[0];
                           },
                           [=] { return *data_bar; }};
    }};

}  // namespace
}  // namespace fft
