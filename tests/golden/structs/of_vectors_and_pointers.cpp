// Objects that hold vectors and pointers: their shadows have vectors of the same size, and pointers that lead to shadows.
// derivatives: blend(x[n])
// derivatives: alternate(x[n])
// derivatives: crossed(x[n])
#include <cstddef>
#include <utility>
#include <vector>

struct Table {
  std::vector<double> values;
  const double* weights;
  double scale;
};

double dot(const Table& table) {
  double sum = 0;
  for (std::size_t i = 0; i < table.values.size(); ++i) sum += table.values[i] * table.weights[i];
  return sum * table.scale;
}

double blend(const double* x, int n) {
  Table table;
  table.values.assign(x, x + n);
  table.weights = x;
  table.scale = x[0];
  Table other;
  other.values.assign(3, x[1]);
  other.weights = x + 1;
  other.scale = 2;
  double sum = dot(table);
  table = other;
  table.values.push_back(x[0] * x[n - 1]);
  table.weights = x;
  sum += dot(table);
  std::swap(table, other);
  return sum + dot(table) * other.values[3];
}

double alternate(const double* x, int n) {
  const double fixed[3] = {2, 3, 5};
  Table table{std::vector<double>(x, x + n), x, 1};
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    sum += dot(table);
    const Table inactive{std::vector<double>(fixed, fixed + 3), fixed, 2};
    if (k == 1) table = inactive;
    table.values[0] *= x[k];
    table.scale += x[1];
  }
  return sum + dot(table);
}

double crossed(const double* x, int n) {
  Table tables[2];
  for (int k = 0; k < 2; ++k) {
    tables[k].values.assign(x, x + n);
    tables[k].weights = x + k;
    tables[k].scale = x[k];
  }
  tables[0].values.pop_back();
  double sum = dot(tables[0]);
  tables[1] = tables[0];
  tables[1].weights = x + 1;
  for (const Table& table : tables) sum += dot(table) * table.values[1];
  return sum;
}
