// if constexpr, a fold expression and a variadic template.
// derivatives: folded(x, y, z)
#include <type_traits>

template <class... T>
auto sum_of(T... values) {
  return (values + ...);
}

template <class T>
T squared(T x) {
  if constexpr (std::is_floating_point_v<T>) {
    return x * x;
  } else {
    return x;
  }
}

double folded(double x, double y, double z) { return sum_of(x * y, squared(z), y) * squared(x) + squared(2); }
