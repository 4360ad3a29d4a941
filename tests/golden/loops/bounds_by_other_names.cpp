// The bound of a loop changes in its body through a pointer, a reference, a library function, the container's other name.
// derivatives: by_pointer(x[n])
// derivatives: by_reference(x[n])
// derivatives: by_fill(x[n])
// derivatives: by_swap(x[n])
// derivatives: by_container(x[n])
// derivatives: by_binding(x[n])
// derivatives: by_pointer_to_container(x[n])
// derivatives: by_named_lambda(x[n])
// derivatives: by_functor(x[n])
// derivatives: by_method(x[n])
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

double by_pointer(const double* x, int n) {
  double y = 1;
  int end = n;
  const int* stop = &end;
  for (int i = 0; i < *stop; ++i) {
    y += x[i] * y;
    if (i == 1) end = 2;
  }
  return y;
}

double by_reference(const double* x, int n) {
  double y = 1;
  int end = n;
  const int& stop = end;
  for (int i = 0; i < stop; ++i) {
    y += x[i] * y;
    if (i == 1) end = 2;
  }
  return y;
}

double by_fill(const double* x, int n) {
  double y = 1;
  std::vector<int> ends{n, n};
  for (int i = 0; i < ends[0]; ++i) {
    y += x[i] * y;
    if (i == 1) std::fill(ends.begin(), ends.end(), 2);
  }
  return y;
}

double by_swap(const double* x, int n) {
  double y = 1;
  int ends[2] = {n, 2};
  for (int i = 0; i < ends[0]; ++i) {
    y += x[i] * y;
    if (i == 0) std::swap(ends[0], ends[1]);
  }
  return y;
}

double by_container(const double* x, int n) {
  double y = 1;
  std::vector<double> list(x, x + n);
  std::vector<double>& also = list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    y += 0.3 * list[i] * y;
    if (also.size() < 6) also.push_back(y);
  }
  return y;
}

double by_binding(const double* x, int n) {
  double y = 1;
  auto [end, scale] = std::make_pair(n, 0.5);
  for (int i = 0; i < end; ++i) {
    y += scale * x[i] * y;
    if (i == 1) end = 2;
  }
  return y;
}

static void grow(std::vector<double>* list, double value) {
  if (list->size() < 6) list->push_back(value);
}

double by_pointer_to_container(const double* x, int n) {
  double y = 1;
  std::vector<double> list(x, x + n);
  std::vector<double>* const also = &list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    y += 0.3 * list[i] * y;
    if (also->size() < 5) also->push_back(y);
    grow(&list, y * y);
  }
  return y;
}

double by_named_lambda(const double* x, int n) {
  double y = 1;
  int end = 2 * n;
  const auto take = [&](double v) {
    y += 0.1 * v * y;
    end -= 1;
  };
  for (int i = 0; i < end; ++i) {
    y += x[i % n] * 0.2;
    std::for_each(x, x + 2, take);
  }
  return y;
}

struct Shortener {
  int& end;
  void operator()() const { end -= 1; }
};

double by_functor(const double* x, int n) {
  double y = 1;
  int end = n;
  const Shortener shorten{end};
  for (int i = 0; i < end; ++i) {
    y += x[i] * y;
    shorten();
  }
  return y;
}

double by_method(const double* x, int n) {
  double y = 1;
  std::vector<int> ends(3, n);
  for (int i = 0; i < ends[1]; ++i) {
    y += x[i] * y;
    if (i == 1) ends.assign(3, 2);
  }
  return y;
}
