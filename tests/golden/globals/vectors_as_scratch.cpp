// Vectors that outlive the call: static ones, with arguments, grown where they are too small, and global ones.
// derivatives: assigned(x[n])
// derivatives: grown(x[n])
// derivatives: sized(x[n])
// derivatives: filled(x[n])
#include <cstddef>
#include <vector>

double assigned(const double* x, int n) {
  static std::vector<double> buffer;
  buffer.assign(x, x + n);
  double sum = 0;
  for (double value : buffer) sum += value * value * value;
  return sum;
}

double grown(const double* x, int n) {
  static std::vector<double> buffer;
  const std::size_t size = static_cast<std::size_t>(n);
  if (buffer.size() < size) buffer.resize(size);
  for (std::size_t i = 0; i < size; i++) buffer[i] = x[i] * x[size - 1 - i];
  double sum = 0;
  for (std::size_t i = 0; i < size; i++) sum += buffer[i] * buffer[0];
  return sum;
}

double sized(const double* x, int n) {
  static std::vector<double> buffer(8, 0.5);
  for (int i = 0; i < n; i++) buffer[static_cast<std::size_t>(i)] = x[i] * x[0];
  double sum = 0;
  for (int i = 0; i < n; i++) sum += buffer[static_cast<std::size_t>(i)] * x[i];
  return sum;
}

static std::vector<double> work;

double filled(const double* x, int n) {
  work.clear();
  for (int i = 0; i < n; i++) work.push_back(x[i] * x[0]);
  double sum = 0;
  for (double value : work) sum += value * value;
  return sum;
}
