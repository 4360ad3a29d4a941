// A checked malloc in C++ whose results are converted, for numbers and for objects, and a class that calls it.
// derivatives: through_arena(x[n])
#include <cstddef>
#include <cstdlib>
#include <new>

namespace arena {

inline void* take(std::size_t bytes) {
  void* const memory = std::malloc(bytes);
  if (!memory) throw std::bad_alloc();
  return memory;
}

inline void give_back(void* memory) noexcept { std::free(memory); }

struct Point {
  double x, y;
};

class Buffer {
 public:
  explicit Buffer(int n) : values_(static_cast<double*>(take(static_cast<std::size_t>(n) * sizeof(double)))) {}
  ~Buffer() { give_back(values_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  double& operator[](int i) { return values_[i]; }

 private:
  double* values_;
};

}  // namespace arena

double through_arena(const double* x, int n) {
  arena::Buffer buffer(n);
  auto* points = static_cast<arena::Point*>(arena::take(sizeof(arena::Point) * static_cast<std::size_t>(n)));
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    points[i].x = x[i] * x[i];
    points[i].y = 2 * points[i].x;
    buffer[i] = points[i].x * points[i].y;
  }
  for (int i = 0; i < n; ++i) sum += buffer[i] * points[n - 1 - i].y;
  arena::give_back(points);
  return sum;
}
