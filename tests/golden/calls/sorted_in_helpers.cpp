// Functions that stay calls put active values in order: what they are given, copies of it, members of objects.
// derivatives: spread(x[n])
// derivatives: crps(sample, observed)
// derivatives: best(x[n])
// backsweep: --inline-limit=0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

static void sort_range(double* first, int n) { std::sort(first, first + n); }

double spread(const double* x, int n) {
  std::vector<double> values(x, x + n);
  for (double& value : values) value = std::exp(value);
  sort_range(values.data() + 1, n - 1);
  return values.back() * values[1] - values[0];
}

static double mean_distance(std::vector<double> sample) {
  std::sort(sample.begin(), sample.end());
  const double n = static_cast<double>(sample.size());
  double sum = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) sum += (2 * static_cast<double>(i) + 1 - n) * sample[i];
  return 2 * sum / (n * n);
}

double crps(const std::vector<double>& sample, double observed) {
  double error = 0;
  for (const double value : sample) error += std::fabs(value - observed);
  return error / static_cast<double>(sample.size()) - 0.5 * mean_distance(sample);
}

struct Candidate {
  double cost;
  double gain;
};

class Candidates {
 public:
  void add(double cost, double gain) { all_.push_back({cost, gain}); }
  void rank(double weight) {
    std::stable_sort(all_.begin(), all_.end(), [weight](const Candidate& a, const Candidate& b) {
      return a.gain - weight * a.cost > b.gain - weight * b.cost;
    });
  }
  double total(std::size_t count) const {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += all_[i].gain * all_[i].cost;
    return sum;
  }

 private:
  std::vector<Candidate> all_;
};

double best(const double* x, int n) {
  Candidates candidates;
  for (int i = 0; i < n; ++i) candidates.add(x[i], x[i] * x[n - 1 - i]);
  candidates.rank(0.3);
  return candidates.total(3);
}
