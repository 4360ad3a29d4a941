// Fast Fourier transform, radix 2, in place: plain C++, written without differentiation in mind.
#include "fft.hpp"

#include <cmath>
#include <utility>

namespace fft {
namespace {

constexpr double kPi = 3.14159265358979323846;

void bit_reverse(double* data, int n) {
  int j = 0;
  for (int i = 1; i < n; i++) {
    int bit = n / 2;
    while (j & bit) {
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

}  // namespace

void fft(double* data, int n) {
  bit_reverse(data, n);
  for (int length = 2; length <= n; length *= 2) {
    const double angle = -2 * kPi / length;
    const double step_re = std::cos(angle);
    const double step_im = std::sin(angle);
    for (int start = 0; start < n; start += length) {
      double w_re = 1;
      double w_im = 0;
      for (int k = 0; k < length / 2; k++) {
        double* even = &data[2 * (start + k)];
        double* odd = &data[2 * (start + k + length / 2)];
        const double re = odd[0] * w_re - odd[1] * w_im;
        const double im = odd[0] * w_im + odd[1] * w_re;
        odd[0] = even[0] - re;
        odd[1] = even[1] - im;
        even[0] += re;
        even[1] += im;
        const double next_re = w_re * step_re - w_im * step_im;
        w_im = w_re * step_im + w_im * step_re;
        w_re = next_re;
      }
    }
  }
}

}  // namespace fft
