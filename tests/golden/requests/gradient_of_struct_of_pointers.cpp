// The gradient of what an object points to is overwritten as well: by reference, behind a pointer, const or not.
// backsweep: --gradient 'energy(view.data[view.size], view.k)' --gradient 'length(line->points[n])'
#include <cmath>

struct View {
  double* data;
  int size;
  double k;
};

double energy(const View& view) {
  double sum = 0;
  for (int i = 0; i < view.size; ++i) sum += view.data[i] * view.data[i] * view.k;
  return sum;
}

struct Line {
  const double* points;
  double unit;
};

double length(const Line* line, int n) {
  double sum = 0;
  for (int i = 1; i < n; ++i) sum += std::fabs(line->points[i] - line->points[i - 1]);
  return sum * line->unit;
}
