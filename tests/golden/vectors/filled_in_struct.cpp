// Results in a struct whose vectors get another size than they had.
// derivatives: collect(x[n], scale, series)
#include <cmath>
#include <vector>

struct Series {
  double total = 0;
  std::vector<double> values;
  std::vector<double> ends;
};

void collect(const double* x, int n, double scale, Series& series) {
  series.total = 0;
  series.values.clear();
  for (int i = 0; i < n; ++i) {
    series.values.push_back(scale * std::sin(x[i]));
    series.total += series.values.back() * x[i];
  }
  series.ends.assign(3, series.total * scale);
  series.ends[1] *= x[0];
}
