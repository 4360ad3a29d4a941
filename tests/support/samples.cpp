// Draws the samples from one linear congruential sequence.
#include "samples.h"

#include <cstdint>

namespace check {

double uniform(double from, double to) {
  static std::uint64_t state = 20240229;
  state = state * 6364136223846793005U + 1442695040888963407U;
  return from + (to - from) * (static_cast<double>(state >> 11U) * 0x1p-53);
}

double sample() { return uniform(0.5, 1.5); }

std::vector<double> sample_vector(std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) value = sample();
  return values;
}

template <class T>
Buffer<T> sample(std::size_t count) {
  Buffer<T> buffer;
  for (std::size_t i = 0; i < count; ++i) buffer.values.push_back(static_cast<T>(sample()));
  return buffer;
}
template Buffer<float> sample(std::size_t count);
template Buffer<double> sample(std::size_t count);
template Buffer<long double> sample(std::size_t count);

Rows<> sample_rows(std::size_t rows, std::size_t columns) {
  Rows<> matrix;
  for (std::size_t i = 0; i < rows; ++i) matrix.values.push_back(sample_vector(columns));
  return matrix;
}

}  // namespace check
