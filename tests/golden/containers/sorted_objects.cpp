// Objects with active members are put in order by comparisons of every kind.
// derivatives: by_pairs(x[n])
// derivatives: by_lambda(x[n])
// derivatives: by_several_keys(x[n])
// derivatives: by_named_lambda(x[n], pivot)
// derivatives: by_object(x[n])
// derivatives: by_function(x[n])
// derivatives: by_operator(x[n])
// derivatives: by_private_member(x[n])
// derivatives: by_c_function(x[n])
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>
#include <vector>

double by_pairs(const double* x, int n) {
  std::vector<std::pair<double, int>> ranked;
  for (int i = 0; i < n; ++i) ranked.emplace_back(x[i] * x[i], i);
  std::sort(ranked.begin(), ranked.end());
  double sum = 0;
  for (const auto& [value, from] : ranked) sum = 0.5 * sum + value * x[from];
  return sum;
}

struct Point {
  double key;
  double value;
  int group;
};

static std::vector<Point> points_of(const double* x, int n) {
  std::vector<Point> points;
  for (int i = 0; i < n; ++i) points.push_back({x[i], x[i] * x[(i + 1) % n], i % 2});
  return points;
}

static double weigh(const std::vector<Point>& points) {
  double sum = 0;
  for (const Point& point : points) sum = 0.5 * sum + point.key * point.value;
  return sum;
}

double by_lambda(const double* x, int n) {
  std::vector<Point> points = points_of(x, n);
  std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.key > b.key; });
  return weigh(points);
}

double by_several_keys(const double* x, int n) {
  std::vector<Point> points = points_of(x, n);
  std::stable_sort(points.begin(), points.end(), [](const Point& left, const Point& right) {
    if (left.group != right.group) return left.group < right.group;
    const double difference = left.value - right.value;
    return difference < 0;
  });
  return weigh(points);
}

double by_named_lambda(const double* x, int n, double pivot) {
  std::vector<Point> points = points_of(x, n);
  const auto is_nearer = [pivot](const auto& a, const auto& b) { return std::fabs(a.key - pivot) < std::fabs(b.key - pivot); };
  std::nth_element(points.begin(), points.begin() + 2, points.end(), is_nearer);
  return points[2].value * points[2].key * pivot;
}

struct ByScaledKey {
  double scale;
  bool operator()(const Point& a, const Point& b) const { return scale * a.key < scale * b.key; }
};

double by_object(const double* x, int n) {
  std::vector<Point> points = points_of(x, n);
  std::sort(points.begin() + 1, points.end() - 1, ByScaledKey{-2});
  return weigh(points);
}

static bool is_worth_more(Point a, Point b) { return a.value > b.value; }

double by_function(const double* x, int n) {
  std::vector<Point> points = points_of(x, n);
  std::partial_sort(points.begin(), points.begin() + 3, points.end(), is_worth_more);
  return points[0].key + points[1].value * points[2].key;
}

struct Cost {
  double amount;
  bool operator<(const Cost& other) const { return amount < other.amount; }
};

double by_operator(const double* x, int n) {
  Cost costs[3];
  for (int i = 0; i < 3; ++i) costs[i].amount = x[i] * x[n - 1 - i];
  std::sort(costs, costs + 3);
  return costs[0].amount * costs[0].amount + costs[2].amount;
}

class Score {
 public:
  explicit Score(double value = 0) : value_(value) {}
  double value() const { return value_; }
  static void sort(std::vector<Score>& scores) {
    std::sort(scores.begin(), scores.end(), [](const Score& a, const Score& b) { return a.value_ > b.value_; });
  }

 private:
  double value_;
};

double by_private_member(const double* x, int n) {
  std::vector<Score> scores(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) scores[static_cast<std::size_t>(i)] = Score(x[i] * x[n - 1 - i]);
  Score::sort(scores);
  return scores[0].value() * scores[0].value() + scores[2].value();
}

static int by_value(const void* a, const void* b) {
  const Point& one = *static_cast<const Point*>(a);
  const Point& other = *static_cast<const Point*>(b);
  return one.value < other.value ? 1 : one.value > other.value ? -1 : 0;
}

double by_c_function(const double* x, int n) {
  std::vector<Point> points = points_of(x, n);
  std::qsort(points.data(), points.size(), sizeof(Point), by_value);
  return weigh(points);
}
