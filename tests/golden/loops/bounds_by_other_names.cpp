// The bound of a loop changes in its body through a pointer, a reference, a library function, the container's other name.
// derivatives: by_pointer(x[n])
// derivatives: by_reference(x[n])
// derivatives: by_fill(x[n])
// derivatives: by_swap(x[n])
// derivatives: by_container(x[n])
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
