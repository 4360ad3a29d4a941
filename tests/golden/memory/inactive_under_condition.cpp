// Memory without derivatives that is allocated under a condition or in a loop, and read by the reverse sweep.
// derivatives: owned_by_class(x[n])
// derivatives: owned_by_struct(x[n])
// derivatives: chosen_block(x[n])
// derivatives: growing_indices(x[n])
// derivatives: two_frees(x[n])
#include <cstddef>
#include <memory>

class Weights {
 public:
  explicit Weights(std::size_t n) : values(n != 0U ? new double[n] : nullptr) {}
  double& operator[](std::size_t i) { return values[i]; }

 private:
  std::unique_ptr<double[]> values;
};

double owned_by_class(const double* x, int n) {
  Weights weights(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) weights[static_cast<std::size_t>(i)] = 0.5 * i;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += weights[static_cast<std::size_t>(i)] * x[i] * x[i];
  return sum;
}

struct Buffer {
  double* values;
  explicit Buffer(int n) : values(n > 0 ? new double[static_cast<std::size_t>(n)] : nullptr) {}
  Buffer(const Buffer&) = delete;
  ~Buffer() { delete[] values; }
};

double owned_by_struct(const double* x, int n) {
  Buffer buffer(n);
  for (int i = 0; i < n; ++i) buffer.values[i] = 0.5 * i;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += buffer.values[i] * x[i] * x[i];
  return sum;
}

double chosen_block(const double* x, int n) {
  double* block = n > 0 ? new double[static_cast<std::size_t>(n)] : nullptr;
  for (int i = 0; i < n; ++i) block[i] = 0.5 * i;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += block[i] * x[i] * x[i];
  delete[] block;
  return sum;
}

// Each block is given back once: those that the loop has outgrown in the reverse sweep, too.
double growing_indices(const double* x, int n) {
  int room = 0;
  int* indices = nullptr;
  for (int i = 0; i < n; ++i) {
    if (i >= room) {
      int* larger = new int[static_cast<std::size_t>(2 * room + 1)];
      for (int j = 0; j < room; ++j) larger[j] = indices[j];
      delete[] indices;
      indices = larger;
      room = 2 * room + 1;
    }
    indices[i] = n - 1 - i;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += x[indices[i]] * x[i];
  delete[] indices;
  return sum;
}

// The block of a step outlives it; the loop's active part would do without anything kept.
double two_frees(const double* x, int n) {
  double* scale = new double[1];
  scale[0] = 0.25;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += x[i] * x[i] * x[i];
    if (i % 2 == 1) {
      delete[] scale;
      scale = new double[1];
      scale[0] = 0.5 * i;
    }
  }
  sum *= scale[0] * sum;
  delete[] scale;
  return sum;
}
