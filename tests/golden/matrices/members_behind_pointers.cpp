// Listed members that are pointers: their shadows are made with the extents of the request.
// backsweep: --gradient 'energy(view.data[view.size], view.k)' --hessian 'energy(view.data[view.size], view.k)'
// backsweep: --jacobian 'differences(line->points[n], line->unit -> d[n])'
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

void differences(const Line* line, int n, double* d) {
  d[0] = 0;
  for (int i = 1; i < n; ++i) d[i] = (line->points[i] - line->points[i - 1]) * line->unit;
}
