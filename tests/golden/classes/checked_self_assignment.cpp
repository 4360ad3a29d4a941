// Copy assignments that first ask whether the object is the other one: each return gives the same object.
// derivatives: of_vectors(x[n])
// derivatives: of_pointers(x[n])
// derivatives: onto_itself(x[n])
#include <cstddef>
#include <vector>

namespace {

struct Values {
  std::vector<double> all;
  explicit Values(int n) : all(static_cast<std::size_t>(n)) {}
  Values(const Values& other) : all(other.all) {}
  Values& operator=(const Values& other) {
    if (this == &other) return *this;
    all = other.all;
    return *this;
  }
};

struct View {
  const double* first;
  int count;
  View(const double* from, int n) : first(from), count(n) {}
  View(const View& other) : first(other.first), count(other.count) {}
  View& operator=(const View& other) {
    if (this == &other) return *this;
    first = other.first;
    count = other.count;
    return *this;
  }
};

}  // namespace

double of_vectors(const double* x, int n) {
  Values squares(n), copy(1);
  for (int i = 0; i < n; ++i) squares.all[static_cast<std::size_t>(i)] = x[i] * x[i];
  copy = squares;
  squares.all[0] = x[1];
  double sum = 0;
  for (const double one : copy.all) sum += one * squares.all[0];
  return sum;
}

double of_pointers(const double* x, int n) {
  const View all(x, n);
  View view(nullptr, 0);
  view = all;
  double sum = 0;
  for (int i = 0; i < view.count; ++i) sum += view.first[i] * all.first[0];
  return sum;
}

double onto_itself(const double* x, int n) {
  Values values(n);
  for (int i = 0; i < n; ++i) values.all[static_cast<std::size_t>(i)] = x[i] * x[0];
  Values& same = values;
  values = same;
  return values.all[0] * values.all[1];
}
