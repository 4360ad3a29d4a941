// Elements that are not put in order by way of their indices: vectors, and those whose comparison does more than compare.
// refuses: NoRule
// backsweep: --gradient 'rows(x[n])' --gradient 'counted(x[n])' --gradient 'rounded(x[n])'
#include <algorithm>
#include <vector>

double rows(const double* x, int n) {
  std::vector<std::vector<double>> table(3, std::vector<double>(x, x + n));
// expect-error@+2:3: no derivative rule for 'std::sort' [NoRule]
// expect-note@+1:3: sort indices by a comparison of the values, and read the values through them [WayOut]
  std::sort(table.begin(), table.end());
  return table[0][0];
}

double counted(const double* x, int n) {
  std::vector<double> values(x, x + n);
  int comparisons = 0;
// expect-error@+2:3: no derivative rule for 'std::stable_sort' [NoRule]
// expect-note@+1:3: sort indices by a comparison of the values, and read the values through them [WayOut]
  std::stable_sort(values.begin(), values.end(), [&](double a, double b) { return ++comparisons > 0 && a < b; });
  return values[0] * comparisons;
}

double rounded(const double* x, int n) {
  std::vector<double> values(x, x + n);
// expect-error@+2:3: no derivative rule for 'std::nth_element' [NoRule]
// expect-note@+1:3: sort indices by a comparison of the values, and read the values through them [WayOut]
  std::nth_element(values.begin(), values.begin() + 1, values.end(), [](float a, float b) { return a < b; });
  return values[1];
}
