// The Fourier transform again, over an active scalar type, for the tools that overload operators.
#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "input.hpp"

namespace fft {

template <class T>
void swap_reversed_of(std::vector<T>& data, std::size_t n) {
  std::size_t j = 0;
  for (std::size_t i = 1; i < n; ++i) {
    std::size_t bit = n / 2;
    for (; (j & bit) != 0; bit /= 2) j ^= bit;
    j ^= bit;
    if (i < j) {
      std::swap(data[2 * i], data[2 * j]);
      std::swap(data[2 * i + 1], data[2 * j + 1]);
    }
  }
}

/// The weighted sum of the spectrum; the value that is reported is the spectrum's first number.
template <class T>
T weighted_sum_of(const Input& input, const std::vector<T>& signal, double& first) {
  std::vector<T> data = signal;
  const auto n = static_cast<std::size_t>(input.n);
  swap_reversed_of(data, n);
  for (std::size_t length = 2; length <= n; length *= 2) {
    const double angle = -2 * 3.14159265358979323846 / static_cast<double>(length);
    const double step_re = std::cos(angle);
    const double step_im = std::sin(angle);
    for (std::size_t start = 0; start < n; start += length) {
      double w_re = 1;
      double w_im = 0;
      for (std::size_t k = 0; k < length / 2; ++k) {
        const std::size_t even = 2 * (start + k);
        const std::size_t odd = even + length;
        const T re = data[odd] * w_re - data[odd + 1] * w_im;
        const T im = data[odd] * w_im + data[odd + 1] * w_re;
        data[odd] = data[even] - re;
        data[odd + 1] = data[even + 1] - im;
        data[even] += re;
        data[even + 1] += im;
        const double next_re = w_re * step_re - w_im * step_im;
        w_im = w_re * step_im + w_im * step_re;
        w_re = next_re;
      }
    }
  }
  first = value_of(data[0]);
  T sum = 0;
  for (std::size_t i = 0; i < data.size(); ++i) sum += input.weights[i] * data[i];
  return sum;
}

}  // namespace fft
