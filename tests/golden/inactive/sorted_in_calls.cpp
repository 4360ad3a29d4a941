// Algorithms of the library on integers, and on numbers that do not vary, in functions that stay calls.
// derivatives: weighted(x[n])
// derivatives: looked_up(x[n])
// backsweep: --inline-limit=0
#include <algorithm>
#include <cstddef>
#include <vector>

struct Grid {
  int cells;
  double width;
};

static Grid make_grid(int n) {
  int sizes[3] = {n, 2, 3};
  std::sort(sizes, sizes + 3);
  return {sizes[1], 0.5};
}

static void permute(int* order, int n) {
  for (int i = 0; i < n; ++i) order[i] = 3 * i % n;
  std::sort(order, order + n / 2);
}

static int position(const int* order, int n, int wanted) { return static_cast<int>(std::find(order, order + n, wanted) - order); }

double weighted(const double* x, int n) {
  const Grid grid = make_grid(n);
  std::vector<int> order(static_cast<std::size_t>(n));
  permute(order.data(), n);
  double sum = x[position(order.data(), n, 2)];
  for (int i = 0; i < n; ++i) sum += x[order[static_cast<std::size_t>(i)]] * x[i] * grid.width * grid.cells;
  return sum;
}

struct Table {
  std::vector<double> times;
  std::vector<double> values;
};

static double value_at(const Table& table, double time) {
  const std::ptrdiff_t before = std::upper_bound(table.times.begin(), table.times.end(), time) - table.times.begin() - 1;
  return table.values[static_cast<std::size_t>(before)];
}

double looked_up(const double* x, int n) {
  Table table;
  for (int i = 0; i < n; ++i) {
    table.times.push_back(i);
    table.values.push_back(x[i] * x[i]);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += value_at(table, i * 0.5) * x[i];
  return sum;
}
