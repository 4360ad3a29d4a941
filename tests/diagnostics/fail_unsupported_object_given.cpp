// A sum of objects whose copies are the user's own code: what the function gives is known by its members alone
// refuses: Unsupported
// backsweep: --gradient 'product(x[n])'
#include <numeric>
#include <vector>

struct Pair {
  Pair(double first, double second) : a(first), b(second) {}
  Pair(const Pair& other) : a(other.a), b(other.b) {}
  double a;
  double b;
};

double product(const double* x, int n) {
  std::vector<Pair> pairs;
  for (int i = 0; i < n; ++i) pairs.push_back(Pair(x[i], x[0]));
// expect-error@+1:3: the object that 'std::accumulate(pairs.begin(), pairs.end(), Pair(1, 1), [](const Pair& p, const Pair& q) { return...' gives is not supported on an active path [Unsupported]
  const Pair all = std::accumulate(pairs.begin(), pairs.end(), Pair(1, 1),
                                   [](const Pair& p, const Pair& q) { return Pair(p.a * q.a, p.b + q.b); });
// expect-error@+2:3: this use of 'a' is not supported on an active path [Unsupported]
// expect-error@+1:3: this use of 'b' is not supported on an active path [Unsupported]
  return all.a + all.b;
}
