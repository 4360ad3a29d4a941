// State that is more than numbers: pointers in arrays that change places, vectors that change their size while references lead
// into them, vectors of flags.
// derivatives: rows(x[n])
// derivatives: views(x[n])
// derivatives: shrinking(x[n])
// derivatives: flagged(x[n])
#include <backsweep/annotate.h>

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

double rows(const double* x, int n) {
  std::vector<double> store(static_cast<std::size_t>(2 * n), 0.2);
  double* row[2] = {store.data(), store.data() + n};
  for (int i = 0; i < n; ++i) row[0][i] = x[i];
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 5; ++t) {
    for (int i = 0; i < n; ++i) row[1][i] = std::sin(row[0][i] + 0.1 * row[0][(i + 1) % n]);
    std::swap(row[0], row[1]);
  }
  double sum = 0;
  for (const double v : store) sum += v * v;
  return sum;
}

struct View {
  double* data;
  int size;
};

double views(const double* x, int n) {
  double a[4] = {};
  double b[4] = {};
  for (int i = 0; i < n; ++i) a[i] = x[i];
  View view[2] = {{a, n}, {b, n}};
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 7; ++t) {
    for (int i = 0; i < view[0].size; ++i) {
      view[1].data[i] = std::sin(view[0].data[i] * 1.2 + 0.3 * view[1].data[(i + 1) % n]);
    }
    std::swap(view[0], view[1]);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += view[0].data[i] * a[i];
  return sum;
}

double shrinking(const double* x, int n) {
  std::vector<double> v(x, x + n);
  for (int i = 0; i < 6; ++i) v.push_back(x[i % n] * i);
  BACKSWEEP_CHECKPOINT()
  for (int t = 0; t < 4; ++t) {
    for (double& one : v) one -= 0.1 * one * one;
    const double last = v.back();
    v.pop_back();
    v.pop_back();
    v.push_back(last * v[0]);
  }
  double sum = 0;
  for (const double one : v) sum += one * one;
  return sum;
}

double flagged(const double* x, int n) {
  double y = x[0];
  std::vector<bool> seen(4, false);
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < 6; ++i) {
    y = std::sin(y * x[i % n]);
    seen[static_cast<std::size_t>(i % 4)] = i % 2 == 0;
    if (seen[2]) y *= 1.1;
  }
  return y;
}
