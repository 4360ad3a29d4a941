// Objects with references for members whose member functions call themselves, and that are handed to functions that do.
// derivatives: power(x)
// derivatives: tree(x[n], y)
// derivatives: handed_on(x[n], y)
// derivatives: changing(x, y)
#include <vector>

struct Base {
  const double& value;
  double to(int n) const { return n == 0 ? value : to(n - 1) * value; }
};

double power(double x) {
  return Base{x}.to(3);
}

struct Tree {
  const std::vector<double>& leaves;
  double& weight;
  double scale;
  const int depth;
  double sum(int at) const {
    if (at >= static_cast<int>(leaves.size())) return weight * scale;
    return leaves[static_cast<std::size_t>(at)] * sum(2 * at + 1) + sum(2 * at + 2) / (depth + scale);
  }
};

double tree(const double* x, int n, double y) {
  const std::vector<double> leaves(x, x + n);
  double weight = y * y;
  const Tree whole{leaves, weight, y + 1, 2};
  weight *= x[0];
  return whole.sum(0) * weight;
}

struct Pair {
  const Base& left;
  const double* all;
};

inline double alternate(const Pair& pair, int n) {
  return n == 0 ? pair.all[1] : alternate(pair, n - 1) * pair.left.value + pair.all[n];
}

inline double counted(Pair pair, int n) {
  pair.all += 1;
  return n == 0 ? pair.all[0] : counted(pair, n - 1) * pair.left.value;
}

double handed_on(const double* x, int n, double y) {
  const double square = y * y;
  const Base base{square};
  const Pair pair{base, x};
  return alternate(pair, n - 1) * counted(pair, 1) * y;
}

struct Growing {
  const double& base;
  double scale;
  int steps;
  double series(int n) const { return n == 0 ? base * scale : series(n - 1) * scale / (n + steps) + base; }
};

double changing(double x, double y) {
  double base = x;
  Growing growing{base, x * y, 1};
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    sum += growing.series(i) * growing.series(2);
    growing.scale *= y + sum;
    growing.steps += i;
    base *= growing.scale;
  }
  return sum;
}
