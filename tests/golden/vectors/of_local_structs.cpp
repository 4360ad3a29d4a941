// Elements of a vector whose type is declared inside the function, copied one to another.
// derivatives: sorted(x[n])
#include <cstddef>
#include <vector>

double sorted(const double* x, int n) {
  struct Key {
    double key;
    double weight;
  };
  std::vector<Key> keys;
  for (int i = 0; i < n; ++i) keys.push_back(Key{x[i], x[n - 1 - i]});
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const Key moved = keys[i];
    std::size_t j = i;
    for (; j > 0 && keys[j - 1].key > moved.key; --j) keys[j] = keys[j - 1];
    keys[j] = moved;
  }
  double c = 0;
  for (const Key& one : keys) c = c * one.key + one.weight;
  return c;
}
